using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary><c>pom accounts grant</c>.</summary>
internal static class AccountsGrantCommand
{
    public static Command Make(AdminOptions options)
    {
        var name = new Argument<string>("name") { Description = "The sign-in name." };
        var grant = new GrantOptions(null);
        var command = new Command("grant", "Gives an account one more role. Its sessions end, and the person signs in again.") { name };
        grant.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var account = await new AccountTarget(options, parsed).GrantAsync(
                parsed.GetValue(name)!, grant.Read(parsed), cancellationToken);
            AccountOutput.Changed(account, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
