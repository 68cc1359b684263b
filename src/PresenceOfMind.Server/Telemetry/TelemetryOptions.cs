namespace PresenceOfMind.Server.Telemetry;

/// <summary>Where metrics go, beside <c>/metrics</c>.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The collector that metrics are sent to by OTLP over gRPC, for example <c>http://127.0.0.1:4317</c>. Default null: none is.</summary>
    public Uri? OtlpEndpoint { get; set; }
}
