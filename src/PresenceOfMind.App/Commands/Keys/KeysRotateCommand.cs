using System.CommandLine;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary><c>pom keys rotate</c>.</summary>
internal static class KeysRotateCommand
{
    public static Command Make(AdminOptions options)
    {
        var name = new Argument<string>("name") { Description = "The name of the key." };
        var overlap = new Option<long?>("--overlap")
        {
            Description = "For how many seconds the former key still works; 0 ends it now. "
                + $"Default {ApiKeys.DefaultOverlap.TotalSeconds}.",
            HelpName = "seconds",
        };
        var command = new Command("rotate", "Makes a new key under the same name and role, and prints it, once.") { name, overlap };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var key = await new KeyTarget(options, parsed).RotateAsync(
                parsed.GetValue(name)!, new RotateBody { OverlapSeconds = parsed.GetValue(overlap) }, cancellationToken);
            KeyOutput.Issued(key, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
