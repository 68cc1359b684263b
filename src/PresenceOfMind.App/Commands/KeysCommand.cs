using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Keys;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom keys …</c>.</summary>
internal static class KeysCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new AdminOptions(settings, new ApiOptions(settings));
        return new Command("keys", "The API keys of programs. Works without a running program too, on its data folder.")
        {
            KeysAddCommand.Make(options),
            KeysListCommand.Make(options),
            KeysRotateCommand.Make(options),
            KeysRevokeCommand.Make(options),
        };
    }
}
