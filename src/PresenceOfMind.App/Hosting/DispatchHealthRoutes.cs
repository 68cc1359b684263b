using PresenceOfMind.App.Sources;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Hosting;

/// <summary>
/// What a supervisor and a load balancer ask of <c>pom dispatch</c>; plain text, 200 or 503; a second line tells of a step of the clock.
/// </summary>
internal static class DispatchHealthRoutes
{
    /// <summary>
    /// Adds <c>/healthz</c> (the process is up and the last changes were kept) and <c>/readyz</c> (that, and the presence of every
    /// team's workers has been fetched once since the start, so that tasks find people; where no Presence Web Service is watched, a line
    /// says so).
    /// </summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(
                "/healthz",
                (Database database, ClockWatch watch) => Answer(database.Health.Ailment, database.Health.Note, watch.Recent))
            .AnswerHead();
        endpoints.MapGet("/readyz", (Database database, SourceService source, ClockWatch watch, IHostApplicationLifetime lifetime) =>
            Answer(
                lifetime.ApplicationStopping.IsCancellationRequested
                    ? "The dispatcher is stopping."
                    : source.Awaited ?? database.Health.Ailment,
                source.IsOfProgramsOnly ? "Presence comes from programs only: no Presence Web Service is watched." : null,
                database.Health.Note,
                watch.Recent))
                .AnswerHead();
    }

    private static IResult Answer(string? ailment, params ReadOnlySpan<string?> notes) => ailment is null
        ? Results.Text(string.Concat(["ok\n", .. notes.ToArray().OfType<string>().Select(n => n + "\n")]))
        : Results.Text(ailment + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
