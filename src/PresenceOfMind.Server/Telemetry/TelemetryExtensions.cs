using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>Exports health and metrics of the server.</summary>
public static class TelemetryExtensions
{
    private static readonly string[] Meters = [PresenceMetrics.Meter, ClockWatch.Meter, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Collects the metrics of the server, its connections and the runtime, by OpenTelemetry.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddPresenceTelemetry(this IServiceCollection services, Action<TelemetryOptions>? configure = null)
    {
        var options = new TelemetryOptions();
        configure?.Invoke(options);
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter();
            if (options.OtlpEndpoint is { } collector)
            {
                metrics.AddOtlpExporter(otlp => otlp.Endpoint = collector);
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
