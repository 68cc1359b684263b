using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary><c>pom keys list</c>.</summary>
internal static class KeysListCommand
{
    public static Command Make(AdminOptions options)
    {
        var command = new Command("list", "Lists the keys: roles, teams, expiry and last use. The keys themselves are not stored.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var keys = (await new KeyTarget(options, parsed).ListAsync(cancellationToken)).AsArray();
            if (options.WantsJson(parsed))
            {
                keys.ToList().ForEach(key => Terminal.Json(key!));
            }
            else
            {
                KeyOutput.Table(keys);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
