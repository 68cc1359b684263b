using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws delete</c>: removes what an earlier run left at the server.</summary>
internal static class DeleteCommand
{
    /// <summary>PWS: published programs remove these, whether they exist or not.</summary>
    private static readonly int[] UsualIds = [1, 2, 3, 4];

    public static Command Make(PwsOptions options)
    {
        var command = new Command(
            "delete",
            "Removes subscriptions and endpoints that an earlier run left, and logs out: the first of four steps.");
        options.AddWithUserTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.SetUpTarget(parsed);
            var user = options.EndUser(parsed);
            return PwsCall.RunAsync(target, async client =>
            {
                var visit = await SetUpSessions.LogInAsync(client, target, user, force: false, cancellationToken);
                var subscriptions = await EndAsync(
                    visit.State.Subscriptions.Select(s => s.Id), id => client.UnsubscribeAsync(visit.EndUser!, id, cancellationToken));
                var endpoints = await EndAsync(
                    visit.State.Endpoints.Select(e => e.Id), id => client.UnregisterEndpointAsync(visit.App, id, cancellationToken));
                await client.LogOutAsync(visit.EndUser!, cancellationToken);
                await client.LogOutAsync(visit.App, cancellationToken);
                visit.Forget();
                Write(
                    subscriptions,
                    endpoints,
                    [user, target.AppUser],
                    options.WantsJson(parsed) ? null : options.Next(parsed, $"pom pws create{Missing()}"));
            });
        });
        return command;
    }

    // What create needs and this folder's files do not say.
    private static string Missing() =>
        (PwsOptions.Folder.HasContacts ? "" : " CONTACT") + (PwsOptions.Folder.HasServer ? "" : " --host HOST");

    private static async Task<List<int>> EndAsync(IEnumerable<int> known, Func<int, Task> end)
    {
        var ended = new List<int>();
        foreach (var id in UsualIds.Union(known))
        {
            try
            {
                await end(id);
                ended.Add(id);
            }
            catch (PwsException e) when (e.Code is PwsErrorCode.SubscriptionUnknown or PwsErrorCode.EndpointUnknown)
            {
                // There was none, which is as good.
            }
        }

        return ended;
    }

    private static void Write(List<int> subscriptions, List<int> endpoints, string[] loggedOut, string? next)
    {
        if (next is null)
        {
            Terminal.Json(
                new JsonObject
                {
                    ["subscriptions"] = Array(subscriptions),
                    ["endpoints"] = Array(endpoints),
                    ["loggedOut"] = new JsonArray([.. loggedOut.Select(u => (JsonNode)u)]),
                });
            return;
        }

        var removed = subscriptions.Select(id => $"subscription {id}").Concat(endpoints.Select(id => $"endpoint {id}")).ToList();
        Terminal.Line(removed.Count == 0 ? "Nothing was left to remove." : $"Removed: {string.Join(", ", removed)}.");
        Terminal.Line($"Logged out: {string.Join(", ", loggedOut)}. Next: {next}");
    }

    private static JsonArray Array(List<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);
}
