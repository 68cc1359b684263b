using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary><c>pom accounts remove</c>.</summary>
internal static class AccountsRemoveCommand
{
    public static Command Make(AdminOptions options)
    {
        var names = new Argument<string[]>("name") { Description = "The sign-in names.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("remove", "Removes accounts: their sessions end at once.") { names };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = new AccountTarget(options, parsed);
            await OperandLoop.ForEachAsync("account", parsed.GetValue(names)!, async name =>
            {
                await target.RemoveAsync(name, cancellationToken);
                Terminal.Done(options.WantsJson(parsed), null, ("account", name), ("removed", true));
            });
            return (int)ExitCode.Done;
        });
        return command;
    }
}
