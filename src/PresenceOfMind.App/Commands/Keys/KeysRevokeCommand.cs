using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary><c>pom keys revoke</c>.</summary>
internal static class KeysRevokeCommand
{
    public static Command Make(AdminOptions options)
    {
        var names = new Argument<string[]>("name") { Description = "The names of the keys.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("revoke", "Revokes keys: they are refused at once.") { names };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = new KeyTarget(options, parsed);
            await OperandLoop.ForEachAsync("key", parsed.GetValue(names)!, async name =>
            {
                await target.RevokeAsync(name, cancellationToken);
                Terminal.Done(options.WantsJson(parsed), null, ("key", name), ("revoked", true));
            });
            return (int)ExitCode.Done;
        });
        return command;
    }
}
