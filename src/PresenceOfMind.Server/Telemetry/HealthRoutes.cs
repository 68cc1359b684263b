using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>What a supervisor and a load balancer ask; one line of plain text, 200 or 503.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", (HealthService health) => Answer(health.Ailment));
        endpoints.MapGet("/readyz", (HealthService health, Readiness readiness, IHostApplicationLifetime lifetime) =>
            Answer(NotReady(readiness, lifetime) ?? health.Ailment));
    }

    private static string? NotReady(Readiness readiness, IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "The server is ending."
        : readiness.Awake ? null
        : "The server is starting: subscriptions are being woken.";

    private static IResult Answer(string? ailment) => ailment is null
        ? Results.Text("ok\n")
        : Results.Text(ailment + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
