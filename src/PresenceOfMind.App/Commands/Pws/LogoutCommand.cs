using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws logout</c>.</summary>
internal static class LogoutCommand
{
    public static Command Make(PwsOptions options)
    {
        var command = new Command(
            "logout",
            "Logs the application user out. This also ends its end users' sessions and everything that they hold.");
        options.AddWithUserTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var user = options.EndUserOrNone(parsed);
            return PwsCall.RunAsync(target, async client =>
            {
                // Joining the session first is how it is found where this folder does not know its key, at the end user's home.
                var file = PwsOptions.Folder.State;
                var session = file.Read().App is { } kept && kept.User == target.AppUser
                    ? new AppSession { Server = kept.Server, User = kept.User, Key = kept.Key }
                    : user is null ? await client.LogInAsync(target.AppUser, target.Password, cancellationToken: cancellationToken)
                    : (await PwsCall.LogInAsync(client, target, user, force: false, cancellationToken)).App;
                var was = await LogOutAsync(client, session, cancellationToken);
                file.Delete();
                Write(session.User, was, options.WantsJson(parsed));
            });
        });
        return command;
    }

    private static async Task<bool> LogOutAsync(IPwsClient client, AppSession session, CancellationToken cancellationToken)
    {
        try
        {
            await client.LogOutAsync(session, cancellationToken);
            return true;
        }
        catch (PwsException e) when (e.Code == PwsErrorCode.SessionKeyInvalid)
        {
            return false;
        }
    }

    private static void Write(string user, bool was, bool json)
    {
        if (json)
        {
            Terminal.Json(new JsonObject { ["user"] = user, ["wasLoggedIn"] = was });
        }
        else
        {
            Terminal.Line(was ? $"{user} is logged out." : $"{user} was already logged out.");
        }
    }
}
