using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Engine.Http;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>What a supervisor and a load balancer ask; plain text, 200 or 503; a second line tells of a step of the clock.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder endpoints, Func<Task<string?>>? awaited)
    {
        endpoints.MapGet("/healthz", (HealthService health) => Answer(health.Ailment, health.Note)).AnswerHead();
        endpoints.MapGet("/readyz", async (HealthService health, Readiness readiness, IHostApplicationLifetime lifetime) =>
            Answer(NotReady(readiness, lifetime) ?? health.Ailment ?? (awaited is null ? null : await awaited()), health.Note))
                .AnswerHead();
    }

    private static string? NotReady(Readiness readiness, IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "The server is stopping."
        : readiness.Awake ? null
        : "The server is starting: it loads the stored subscriptions.";

    private static IResult Answer(string? ailment, string? note) => ailment is null
        ? Results.Text(note is null ? "ok\n" : $"ok\n{note}\n")
        : Results.Text(ailment + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
