using System.Collections.Frozen;

namespace PresenceOfMind.Access.Roles;

/// <summary>
/// What each route of the page's port and of <c>/admin</c> needs: the one table of who may do what. A route that is not in it is
/// refused to everybody. A team's route stands here without <c>/api/v1</c> or <c>/api/v1/teams/{team}</c>.
/// </summary>
public static class RouteTable
{
    private const string Short = "/api/v1";
    private const string AnyMethod = "ANY";

    /// <summary>The most bytes of a team's configuration, or of a part of it.</summary>
    private const int MaxConfiguration = 16 * 1024 * 1024;

    /// <summary>The most bytes of many people, application users or devices at once.</summary>
    private const int MaxImport = 64 * 1024 * 1024;

    /// <summary>The most bytes of what a program says of the presence of many workers.</summary>
    private const int MaxPresence = 1024 * 1024;

    private const string Long = "/api/v1/teams/{team}";

    private static readonly (AccessRule Rule, string[] Routes)[] TeamRoutes =
    [
        (new(Permission.Read),
        [
            "GET /tasks", "GET /workers", "GET /presence", "GET /figures", "GET /queues/{name}/figures",
            "GET /configuration", "GET /rules",
            "GET /queues", "GET /queues/{name}", "GET /routes", "GET /routes/{name}", "GET /calendars", "GET /calendars/{name}",
            "GET /channels", "GET /channels/{name}",
        ]),
        (new(Permission.Read, Ownership.WorkerInQuery), ["GET /offers", "GET /events"]),
        (new(Permission.Read, Ownership.WorkerInQuery) { IsStream = true }, ["GET /events/stream"]),
        (new(Permission.Read, Ownership.TaskInPath), ["GET /tasks/{id}", "GET /tasks/{id}/history", "GET /tasks/{id}/explanation"]),
        (new(Permission.Read, Ownership.WorkerInPath),
            ["GET /workers/{contact}", "GET /workers/{contact}/history", "GET /workers/{contact}/explanation", "GET /presence/{contact}"]),
        (new(Permission.Work, Ownership.TaskInPath),
        [
            "POST /tasks/{id}/accept", "POST /tasks/{id}/decline", "POST /tasks/{id}/complete", "POST /tasks/{id}/finish",
            "POST /tasks/{id}/hold", "POST /tasks/{id}/resume", "POST /tasks/{id}/return", "POST /tasks/{id}/notes",
        ]),
        (new(Permission.Work, Ownership.WorkerInPath),
        [
            "POST /workers/{contact}/pause", "POST /workers/{contact}/unpause",
            "PUT /presence/{contact}", "DELETE /presence/{contact}",
        ]),
        (new(Permission.Lead) { MaxBody = MaxPresence }, ["PUT /presence"]),
        (new(Permission.Lead),
        [
            "POST /tasks", "PATCH /tasks/{id}", "POST /tasks/{id}/transfer", "POST /tasks/{id}/claim", "POST /tasks/{id}/assign",
            "POST /tasks/{id}/reopen", "POST /tasks/{id}/cancel", "POST /workers/{contact}/drain", "POST /workers/{contact}/keep",
        ]),
        (new(Permission.Manage),
        [
            "PUT /workers/{contact}", "DELETE /workers/{contact}", "PUT /rules", "DELETE /queues/{name}", "DELETE /routes/{name}", "DELETE /calendars/{name}",
            "DELETE /channels/{name}",
        ]),
        (new(Permission.Manage) { MaxBody = MaxConfiguration },
            ["PUT /configuration", "PUT /queues/{name}", "PUT /routes/{name}", "PUT /calendars/{name}", "PUT /channels/{name}"]),
        (new(Permission.Administer), ["POST /workers/{contact}/erase"]),
    ];

    private static readonly (AccessRule Rule, string[] Routes)[] OtherRoutes =
    [
        (new(Permission.Public),
        [
            "GET /sign-in", "POST /sign-in", "GET /sign-in/openid", "GET /sign-in/passkey", "POST /sign-out",
            "GET /healthz", "GET /readyz", "GET /api/{documentName}/openapi.json", "GET /api/v1/asyncapi.json",
            "ANY /metrics", "GET /{**path:file}", "ANY /{*path:nonfile}",
        ]),

        // A busy Presence Web Service sends many notifications from one address, and each lost one delays a presence.
        (new(Permission.Public) { IsUncounted = true }, ["GET /pws/{segment}"]),
        (new(Permission.SignedIn),
        [
            "GET /api/v1/teams",
            "ANY /_blazor", "ANY /_blazor/negotiate", "ANY /_blazor/disconnect", "ANY /_blazor/initializers",
        ]),
        (new(Permission.Read, Scope: TeamScope.Path), ["GET /api/v1/teams/{team}"]),
        (new(Permission.SignedIn) { IsPage = true },
            ["GET /", "GET /tasks/{Id}", "GET /people/{Contact}", "GET /account", "POST /account"]),
        (new(Permission.Read, Ownership.Handler, TeamScope.Handler) { IsPage = true },
            ["POST /", "POST /tasks/{Id}", "POST /people/{Contact}"]),
        (new(Permission.Lead, Scope: TeamScope.Handler) { IsPage = true }, ["POST /page/tasks", "POST /page/tasks/{id}/cancel"]),
        (new(Permission.Work, Ownership.Handler, TeamScope.Handler) { IsPage = true },
            ["POST /page/tasks/{id}/complete", "POST /page/tasks/{id}/accept", "POST /page/tasks/{id}/decline"]),
        (new(Permission.Manage, Scope: TeamScope.Handler), ["GET /admin/audit", "GET /admin/audit/export"]),
        (new(Permission.Manage, Scope: TeamScope.Handler) { IsPage = true }, ["GET /audit", "POST /audit"]),
        (new(Permission.ManageKeys, Scope: TeamScope.Handler) { IsPage = true },
            ["GET /keys", "POST /keys", "GET /accounts", "POST /accounts"]),
        (new(Permission.ManageKeys, Scope: TeamScope.Handler),
        [
            "GET /admin/keys", "POST /admin/keys", "DELETE /admin/keys/{name}", "POST /admin/keys/{name}/rotate",
            "GET /admin/accounts", "POST /admin/accounts", "DELETE /admin/accounts/{name}", "PUT /admin/accounts/{name}/password",
            "POST /admin/accounts/{name}/grant", "POST /admin/accounts/{name}/revoke",
        ]),
        (new(Permission.Administer) { MaxBody = MaxConfiguration }, ["POST /api/v1/teams", "PUT /api/v1/teams/{team}"]),
        (new(Permission.Administer) { MaxBody = MaxImport },
            ["POST /admin/people/import", "POST /admin/app-users/import", "PUT /admin/devices"]),
        (new(Permission.Administer),
        [
            "DELETE /api/v1/teams/{team}",
            "GET /admin/people", "PUT /admin/people/{user}", "DELETE /admin/people/{user}",
            "GET /admin/people/{user}/blocked",
            "PUT /admin/people/{user}/blocked/{watcher}", "DELETE /admin/people/{user}/blocked/{watcher}",
            "GET /admin/app-users", "PUT /admin/app-users/{user}", "DELETE /admin/app-users/{user}",
            "GET /admin/diagnosis", "GET /admin/nodes", "PUT /admin/nodes/{node}", "GET /admin/load", "PUT /admin/load",
            "PUT /admin/people/{user}/devices/{tuple}", "DELETE /admin/people/{user}/devices/{tuple}",
            "POST /admin/demo/reset",
        ]),
    ];

    /// <summary>Where the page's own files are, which show no data.</summary>
    private static readonly string[] PublicFolders = ["/_content/", "/_framework/", "/api/docs/"];

    private static readonly FrozenDictionary<string, AccessRule> Rules = All().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All rows: a method and a path each.</summary>
    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>What a route needs.</summary>
    /// <param name="method">The method of the request; HEAD needs what GET needs.</param>
    /// <param name="pattern">The pattern of the route, as it was mapped.</param>
    /// <param name="isOfAllMethods">Whether the route takes every method, as those do that only refuse.</param>
    /// <returns>Null where the table does not name it.</returns>
    public static AccessRule? Find(string method, string pattern, bool isOfAllMethods)
    {
        var path = "/" + pattern.Trim('/');
        if (PublicFolders.Any(f => path.StartsWith(f, StringComparison.Ordinal)))
        {
            return new AccessRule(Permission.Public);
        }

        // Below /api, a route of all methods refuses what no other route takes.
        return Rules.TryGetValue(Name(isOfAllMethods ? AnyMethod : method, pattern), out var rule) ? rule
            : isOfAllMethods && path.StartsWith("/api/", StringComparison.Ordinal) ? new AccessRule(Permission.SignedIn)
            : null;
    }

    /// <summary>The row of a route: a method and a path. A team's route has the short path.</summary>
    /// <param name="method">The method; HEAD is GET, and ANY is a route of all methods.</param>
    /// <param name="pattern">The pattern of the route, as it was mapped.</param>
    public static string Name(string method, string pattern)
    {
        var path = "/" + pattern.Trim('/');
        return $"{(method == "HEAD" ? "GET" : method)} {(Below(path, Long) is { Length: > 0 } below ? Short + below : path)}";
    }

    private static string Below(string path, string prefix) =>
        path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..] : "";

    private static IEnumerable<KeyValuePair<string, AccessRule>> All() => TeamRoutes
        .SelectMany(r => r.Routes, (r, route) => KeyValuePair.Create(
            route.Replace(" ", " " + Short, StringComparison.Ordinal), r.Rule with { Scope = TeamScope.Path }))
        .Concat(OtherRoutes.SelectMany(r => r.Routes, (r, route) => KeyValuePair.Create(route, r.Rule)));
}
