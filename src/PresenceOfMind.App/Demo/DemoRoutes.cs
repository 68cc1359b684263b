namespace PresenceOfMind.App.Demo;

/// <summary><c>/admin/demo</c>.</summary>
internal static class DemoRoutes
{
    /// <summary>Adds the demo's routes to those of <c>/admin</c>.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void MapDemo(this RouteGroupBuilder admin) =>
        admin.MapPost("/demo/reset", async (
            DemoService demo, CancellationToken cancellationToken) => await demo.ResetAsync(cancellationToken) is { } done
            ? Results.Ok(done)
            : Results.Problem(
                "The dispatcher has not confirmed that all people are available: check /healthz and the log, then retry.",
                statusCode: 503));
}
