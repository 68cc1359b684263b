using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Presence;

namespace PresenceOfMind.App.Hosting;

/// <summary>People, application users and nodes of the server for the audit. It knows no password.</summary>
/// <param name="directory">People and application users.</param>
/// <param name="visibility">Whom people block.</param>
/// <param name="nodes">The nodes.</param>
internal sealed class AuditedDirectory(IDirectory directory, IVisibility visibility, INodes nodes) : IAuditedState
{
    private static readonly HashSet<string> Areas = ["person", "people", "watcher", "app-user", "app-users", "node"];

    public bool Reads(AuditTarget target) => Areas.Contains(target.Area);

    public async Task<JsonNode?> ReadAsync(AuditTarget target) => (target.Area, target.Subject) switch
    {
        ("person", { } user) => await directory.FindPeopleAsync([user]) is [var person, ..] ? Name(person) : null,
        ("people", _) => ToObject((await directory.ListPeopleAsync()).Select(p => KeyValuePair.Create(p.User, (JsonNode?)Name(p)))),
        ("watcher", { } user) => new JsonObject { ["blocked"] = ToArray(await visibility.ListBlockedAsync(user)) },
        ("app-user", { } user) => (await directory.ListAppUsersAsync()).FirstOrDefault(
            u => string.Equals(u, user, StringComparison.OrdinalIgnoreCase)) is { } known ? new JsonObject { ["user"] = known } : null,
        ("app-users", _) => ToObject(
            (await directory.ListAppUsersAsync()).Select(u => KeyValuePair.Create(u, (JsonNode?)new JsonObject()))),
        ("node", { } node) => nodes.List().TryGetValue(node, out var up) ? new JsonObject { ["up"] = up } : null,
        _ => null,
    };

    private static JsonObject Name(DirectoryPerson person) => new() { ["user"] = person.User, ["displayName"] = person.DisplayName };

    private static JsonArray ToArray(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];

    private static JsonObject ToObject(IEnumerable<KeyValuePair<string, JsonNode?>> members) => new(members);
}
