using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws login</c>.</summary>
internal static class LoginCommand
{
    public static Command Make(PwsOptions options)
    {
        var force = new Option<bool>("--force")
        {
            Description = "Ends the existing sessions, with everything that they hold, and begins new ones.",
        };
        var keys = new Option<bool>("--show-keys")
        {
            Description = "Prints the session keys, for use with other programs. They are secrets.",
        };
        var command = new Command("login", "Logs the application user and the end user in, and stores their sessions in this folder.")
        {
            force,
            keys,
        };
        options.AddWithUserTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var user = options.EndUserOrNone(parsed);
            return PwsCall.RunAsync(target, async client =>
            {
                var visit = await SetUpSessions.LogInAsync(client, target, user, parsed.GetValue(force), cancellationToken);
                foreach (var session in new PwsSession?[] { visit.App, visit.EndUser }.OfType<PwsSession>())
                {
                    Write(session, parsed.GetValue(keys), options.WantsJson(parsed));
                }
            });
        });
        return command;
    }

    private static void Write(PwsSession session, bool showKey, bool json)
    {
        if (json)
        {
            var line = new JsonObject
            {
                ["user"] = session.User,
                ["server"] = session.Server.ToString(),
                ["backupServer"] = session.BackupServer,
            };
            if (showKey)
            {
                line["sessionKey"] = session.Key;
            }

            Terminal.Json(line);
        }
        else
        {
            Terminal.Line(
                $"{session.User} is logged in at "
                    + $"{session.Server.GetLeftPart(UriPartial.Authority)}.{(showKey ? $" Session key: {session.Key}" : "")}");
        }
    }
}
