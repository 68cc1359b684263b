using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>Exports health and metrics of the server.</summary>
public static class TelemetryExtensions
{
    private static readonly string[] Meters =
    [
        PresenceMetrics.Meter,
        ClockWatch.Meter,
        StorageTelemetry.Name,
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    /// <summary>Collects the metrics of the server, its storage, its connections and the runtime, by OpenTelemetry.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="otlpEndpoint">
    /// The collector that metrics are sent to by OTLP over gRPC, for example <c>http://127.0.0.1:4317</c>; null, the default, sends none.
    /// </param>
    /// <param name="others">The names of the meters of other parts that run in the host.</param>
    public static IServiceCollection AddPresenceTelemetry(
        this IServiceCollection services, Uri? otlpEndpoint = null, params string[] others)
    {
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddMeter(others).AddPrometheusExporter();
            if (otlpEndpoint is not null)
            {
                metrics.AddOtlpExporter(otlp => otlp.Endpoint = otlpEndpoint);
            }
        });
        return services;
    }

    /// <summary>
    /// Adds <c>/healthz</c> (the process is up and the last changes were kept), <c>/readyz</c> (every subscription
    /// that was kept has been called after the start) and <c>/metrics</c> (Prometheus). The host maps them at a port that is not PWS's.
    /// They tell no names.
    /// </summary>
    /// <param name="endpoints">The routes of that port; <see cref="AddPresenceTelemetry"/> comes before.</param>
    /// <param name="awaited">What else the host waits for before it is ready, in one line, or null for nothing; null where there is no
    /// more.</param>
    public static void MapPresenceTelemetry(this IEndpointRouteBuilder endpoints, Func<Task<string?>>? awaited = null)
    {
        HealthRoutes.Map(endpoints, awaited);
        endpoints.MapPrometheusScrapingEndpoint();
    }
}
