using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary><c>pom accounts list</c>.</summary>
internal static class AccountsListCommand
{
    public static Command Make(AdminOptions options)
    {
        var command = new Command("list", "Lists the accounts: their roles, and when each person last signed in.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var accounts = (await new AccountTarget(options, parsed).ListAsync(cancellationToken)).AsArray();
            if (options.WantsJson(parsed))
            {
                accounts.ToList().ForEach(account => Terminal.Json(account!));
            }
            else
            {
                AccountOutput.Table(accounts);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
