using System.CommandLine;
using PresenceOfMind.App.Commands.Accounts;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom accounts …</c>.</summary>
internal static class AccountsCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new AdminOptions(settings, new ApiOptions(settings));
        return new Command("accounts", "The accounts of people who sign in. Works without a running program too, on its data folder.")
        {
            AccountsAddCommand.Make(options),
            AccountsListCommand.Make(options),
            AccountsGrantCommand.Make(options),
            AccountsRevokeCommand.Make(options),
            AccountsPasswordCommand.Make(options),
            AccountsRemoveCommand.Make(options),
        };
    }
}
