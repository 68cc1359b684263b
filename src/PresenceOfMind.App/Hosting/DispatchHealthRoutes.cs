using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Hosting;

/// <summary>What a supervisor and a load balancer ask of <c>pom dispatch</c>; one line of plain text, 200 or 503.</summary>
internal static class DispatchHealthRoutes
{
    /// <summary>
    /// Adds <c>/healthz</c> (the process is up and the last changes were kept) and <c>/readyz</c> (that, and the presence of every
    /// team's workers has been fetched once since the start, so that tasks find people).
    /// </summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", (Database database) => Answer(database.Health.Ailment));
        endpoints.MapGet("/readyz", (Database database, SourceService source, IHostApplicationLifetime lifetime) =>
            Answer(lifetime.ApplicationStopping.IsCancellationRequested ? "The dispatcher is ending." : source.Awaited ?? database.Health.Ailment));
    }

    private static IResult Answer(string? ailment) => ailment is null
        ? Results.Text("ok\n")
        : Results.Text(ailment + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
