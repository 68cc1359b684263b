using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.SetUp;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Doctor;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws status</c>: what this folder's set-up holds at the server, asked without changing any of it.</summary>
internal static class StatusCommand
{
    private static readonly string[] Headings = ["WHAT", "ID", "STATE", "ENDS", "DETAILS"];

    public static Command Make(PwsOptions options)
    {
        var command = new Command(
            "status",
            "Shows the sessions, endpoints and subscriptions of this folder, and whether they are still alive.");
        options.AddWireTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var state = PwsOptions.Folder.State.Read();
            if (state.App is not { } app)
            {
                throw new UserException(
                    ExitCode.Refused,
                    $"this folder holds nothing yet, because there is no {SetUpStateFile.Name}. "
                        + "Start with pom pws create or pom pws login.");
            }

            var target = options.Target(parsed, app);
            return PwsCall.RunAsync(
                target, async client => Write(await AskAsync(client, state, app, cancellationToken), options.WantsJson(parsed)));
        });
        return command;
    }

    private static async Task<List<Row>> AskAsync(
        IPwsClient client, SetUpState state, StoredSession app, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        var appLives = await SetUpProbe.IsAliveAsync(
            client,
            new AppSession { Server = app.Server, User = app.User, Key = app.Key },
            cancellationToken);
        rows.Add(new Row("session", app.User, appLives, null, "application user"));
        var user = state.EndUser is { } kept ? new EndUserSession { Server = kept.Server, User = kept.User, Key = kept.Key } : null;
        var userLives = user is not null && await SetUpProbe.IsAliveAsync(client, user, cancellationToken);
        if (user is not null)
        {
            rows.Add(new Row("session", user.User, userLives, null, "end user"));
        }

        var subscriptions = new List<Row>();
        foreach (var subscription in state.Subscriptions)
        {
            var lives = userLives && await SetUpProbe.IsAliveAsync(client, user!, subscription.Id, cancellationToken);
            subscriptions.Add(
                new Row(
                    "subscription",
                    Text(subscription.Id),
                    lives,
                    subscription.Ends,
                    $"{CreateCommand.Count(subscription.Contacts)}, endpoint {subscription.Endpoint}"));
        }

        // No question tells whether an endpoint lives; a subscription that names it lives no longer than it does.
        foreach (var endpoint in state.Endpoints)
        {
            var named = state.Subscriptions.Zip(subscriptions).Any(s => s.First.Endpoint == endpoint.Id && s.Second.Alive == true);
            var lives = named ? true : !appLives || endpoint.Ends < DateTimeOffset.Now ? false : (bool?)null;
            rows.Add(new Row("endpoint", Text(endpoint.Id), lives, endpoint.Ends, endpoint.Url.ToString()));
        }

        return [.. rows, .. subscriptions];
    }

    private static void Write(List<Row> rows, bool json)
    {
        if (json)
        {
            rows.ForEach(row => Terminal.Json(new JsonObject
            {
                ["what"] = row.What,
                ["id"] = row.Id,
                ["alive"] = row.Alive,
                ["ends"] = row.Ends?.ToString("o", CultureInfo.InvariantCulture),
                ["details"] = row.Details,
            }));
        }
        else
        {
            Terminal.Table(Headings, rows.Select(row => new[]
            {
                row.What,
                row.Id,
                row.Alive switch { true => "alive", false => "gone", null => "not known" },
                row.Ends is { } ends ? Terminal.Time(ends) : "",
                row.Details,
            }));
        }
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string What, string Id, bool? Alive, DateTimeOffset? Ends, string Details);
}
