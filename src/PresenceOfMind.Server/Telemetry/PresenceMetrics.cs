using System.Diagnostics.Metrics;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>
/// What the server counts. Labels are names of operations, codes and outcomes: never users, keys, addresses or passwords.
/// </summary>
internal sealed class PresenceMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "PresenceOfMind.Server";

    private static readonly string[] Operations = [.. Enum.GetNames<SoapOperation>().Select(JsonName)];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _notifications;
    private readonly Histogram<double> _latency;

    public PresenceMetrics(IMeterFactory meters, Readiness readiness)
    {
        var meter = meters.Create(Meter);
        _requests = meter.CreateCounter<long>(
            "pws.requests",
            "{request}",
            "Requests answered, by operation, wire and code (0 where all was well).");
        _notifications = meter.CreateCounter<long>("pws.notifications", "{notification}", "Notifications by what became of them.");
        meter.CreateObservableGauge(
            "pws.subscribers.asleep",
            () => readiness.Asleep,
            "{subscriber}",
            "Users whose subscriptions could not be woken after the start; it is tried every second.");
        _latency = meter.CreateHistogram(
            "pws.notification.latency",
            "s",
            "From a change of presence to the answer to its callback.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10],
            });
    }

    /// <summary>A request has been answered.</summary>
    /// <param name="wire"><c>rest</c> or <c>soap</c>.</param>
    /// <param name="operation">The operation; null where the request named none.</param>
    /// <param name="code">The error's code; 0 where all was well.</param>
    /// <param name="status">The HTTP status.</param>
    public void Answered(string wire, SoapOperation? operation, int code, int status)
    {
        if (_requests.Enabled)
        {
            _requests.Add(
                1,
                new("wire", wire),
                new("operation", operation is { } known ? Operations[(int)known] : "none"),
                new("code", code),
                new("status", status));
        }
    }

    /// <summary>An endpoint took a notification.</summary>
    /// <param name="latency">How long after the change.</param>
    public void Sent(TimeSpan latency)
    {
        Count("sent");
        _latency.Record(latency.TotalSeconds);
    }

    /// <summary>An endpoint did not take a notification.</summary>
    public void Failed() => Count("failed");

    /// <summary>A notification waits until the server is less busy.</summary>
    public void Held() => Count("held");

    /// <summary>A change was not notified, since the last notification's presence has not been fetched yet.</summary>
    public void Latched() => Count("latched");

    /// <summary>A notification went nowhere, since callbacks do not reach its endpoint's port.</summary>
    public void Unreachable() => Count("unreachable");

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private void Count(string outcome) => _notifications.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
