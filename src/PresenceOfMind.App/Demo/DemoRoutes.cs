using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.App.Demo;

/// <summary><c>/admin/demo</c>.</summary>
internal static class DemoRoutes
{
    /// <summary>Adds the demo's routes to those of <c>/admin</c>.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void MapDemo(this RouteGroupBuilder admin) => admin.MapPost("/demo/reset", ResetAsync);

    private static async Task<IResult> ResetAsync(DemoService demo, CancellationToken cancellationToken)
    {
        try
        {
            return await demo.ResetAsync(cancellationToken) is { } done
                ? Results.Ok(done)
                : Results.Problem(
                    "The dispatcher has not confirmed that all people are available: check /healthz and the log, then retry.",
                    statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (DispatchException)
        {
            return Results.Problem(
                $"The team {DemoPeople.Team} was removed, so there is nothing to reset. Start pom up with an empty --data folder "
                    + "for a new demo.",
                statusCode: StatusCodes.Status409Conflict);
        }
    }
}
