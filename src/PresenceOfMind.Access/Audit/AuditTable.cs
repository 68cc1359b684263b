using System.Collections.Frozen;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Audit;

/// <summary>
/// Which routes the audit keeps, and by which action. Requests for tasks and for the work of people are not here: the team's log keeps
/// them with the verified caller. Routes are named as in <see cref="RouteTable"/>.
/// </summary>
public static class AuditTable
{
    /// <summary>The action of a refused request.</summary>
    public const string Refused = "request.refused";

    /// <summary>The action of a failed sign-in.</summary>
    public const string SignInFailed = "sign-in.failed";

    /// <summary>The action of a sign-in.</summary>
    public const string SessionBegun = "session.begun";

    /// <summary>The action of the end of a session, by the person or by the identity provider.</summary>
    public const string SessionEnded = "session.ended";

    /// <summary>The action of another password.</summary>
    public const string PasswordSet = "account.password-set";

    /// <summary>The action of somebody who ends the own other sessions.</summary>
    public const string SessionsEnded = "account.sessions-ended";

    /// <summary>The action of a passkey that a person added to the own account.</summary>
    public const string PasskeyAdded = "account.passkey-added";

    /// <summary>The action of a passkey that a person removed from the own account.</summary>
    public const string PasskeyRemoved = "account.passkey-removed";

    private static readonly FrozenDictionary<string, AuditRule> Rules = new Dictionary<string, AuditRule>
    {
        ["POST /api/v1/teams"] = new("team.added", null),
        ["PUT /api/v1/teams/{team}"] = new("team.configured", "team"),
        ["DELETE /api/v1/teams/{team}"] = new("team.removed", "team"),
        ["PUT /api/v1/configuration"] = new("team.configured", null),
        ["PUT /api/v1/rules"] = new("rules.set", null),
        ["PUT /api/v1/workers/{contact}"] = new("worker.set", "contact"),
        ["DELETE /api/v1/workers/{contact}"] = new("worker.removed", "contact"),
        ["POST /api/v1/workers/{contact}/erase"] = new("worker.erased", "contact"),
        ["PUT /api/v1/queues/{name}"] = new("queue.set", "name"),
        ["DELETE /api/v1/queues/{name}"] = new("queue.removed", "name"),
        ["PUT /api/v1/routes/{name}"] = new("route.set", "name"),
        ["DELETE /api/v1/routes/{name}"] = new("route.removed", "name"),
        ["PUT /api/v1/calendars/{name}"] = new("calendar.set", "name"),
        ["DELETE /api/v1/calendars/{name}"] = new("calendar.removed", "name"),
        ["PUT /api/v1/channels/{name}"] = new("channel.set", "name"),
        ["DELETE /api/v1/channels/{name}"] = new("channel.removed", "name"),
        ["POST /admin/keys"] = new("key.added", null),
        ["DELETE /admin/keys/{name}"] = new("key.revoked", "name"),
        ["POST /admin/keys/{name}/rotate"] = new("key.rotated", "name"),
        ["POST /admin/accounts"] = new("account.added", null),
        ["DELETE /admin/accounts/{name}"] = new("account.removed", "name"),
        ["PUT /admin/accounts/{name}/password"] = new(PasswordSet, "name"),
        ["POST /admin/accounts/{name}/grant"] = new("account.granted", "name"),
        ["POST /admin/accounts/{name}/revoke"] = new("account.revoked", "name"),
        ["POST /sign-in"] = new(SessionBegun, null),
        ["POST /sign-out"] = new(SessionEnded, null),
        ["PUT /admin/people/{user}"] = new("person.set", "user"),
        ["DELETE /admin/people/{user}"] = new("person.removed", "user"),
        ["POST /admin/people/import"] = new("people.imported", null),
        ["PUT /admin/people/{user}/blocked/{watcher}"] = new("watcher.blocked", "user"),
        ["DELETE /admin/people/{user}/blocked/{watcher}"] = new("watcher.unblocked", "user"),
        ["PUT /admin/app-users/{user}"] = new("app-user.set", "user"),
        ["DELETE /admin/app-users/{user}"] = new("app-user.removed", "user"),
        ["POST /admin/app-users/import"] = new("app-users.imported", null),
        ["PUT /admin/nodes/{node}"] = new("node.set", "node"),
        ["PUT /admin/load"] = new("load.set", null),
        ["POST /admin/demo/reset"] = new("demo.reset", null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Routes of the device feed. What devices report is presence, which changes all day; it is neither configuration nor directory.
    /// </summary>
    public static IReadOnlySet<string> DeviceFeed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "PUT /admin/people/{user}/devices/{tuple}", "DELETE /admin/people/{user}/devices/{tuple}", "PUT /admin/devices",
    };

    /// <summary>
    /// Routes of pages whose forms do several things. Each of these is kept by the page's action, by the name of the route of
    /// <c>/admin</c> that does the same; what people do to their own accounts has a name of its own where no route does it.
    /// </summary>
    public static IReadOnlySet<string> Pages { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "POST /keys", "POST /accounts", "POST /audit", "POST /account",
    };

    /// <summary>The names of all routes that the audit keeps.</summary>
    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>How a route is kept.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="pattern">The pattern of the route, as it was mapped.</param>
    /// <returns>Null where the audit does not keep it.</returns>
    public static AuditRule? Find(string method, string pattern) => Rules.GetValueOrDefault(RouteTable.Name(method, pattern));
}
