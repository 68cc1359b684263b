using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// What watchers count and trace, all under one name. Labels are names of operations and outcomes: never users, contacts, keys or
/// addresses.
/// </summary>
public static class WatcherTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "PresenceOfMind.Client";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Changes =
        Meter.CreateCounter<long>("pws.watcher.changes", "{change}", "Changes of presence, by how they were learned.");

    private static readonly Counter<long> Notifications =
        Meter.CreateCounter<long>("pws.watcher.notifications", "{notification}", "Callbacks for subscriptions of a watcher.");

    private static readonly Counter<long> Losses =
        Meter.CreateCounter<long>("pws.watcher.losses", "{loss}", "Times that presence was not confirmed any more.");

    private static readonly Counter<long> Moves =
        Meter.CreateCounter<long>("pws.watcher.moves", "{move}", "Turns to another node, by whether that is home or the backup.");

    private static readonly Counter<long> SlowReaders =
        Meter.CreateCounter<long>("pws.watcher.slow_readers", "{reader}", "Readers that were too slow.");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "pws.watcher.operation.duration",
        "s",
        "Operations at the server, by name and code (0 where all was well, -1 where no answer came).",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30],
        });

    internal static void Changed(LearnedBy how) => Changes.Add(1, new KeyValuePair<string, object?>("how", Small(how.ToString())));

    internal static void Notified() => Notifications.Add(1);

    internal static void Lost() => Losses.Add(1);

    internal static void Moved(Node to) => Moves.Add(1, new KeyValuePair<string, object?>("to", Small(to.ToString())));

    internal static void WereSlow(int readers) => SlowReaders.Add(readers);

    /// <summary>Begins the trace of an operation; null if no listener is there.</summary>
    internal static Activity? Begin(Operation operation) => Source.StartActivity("pws." + NameOf(operation), ActivityKind.Client);

    /// <summary>An operation ended.</summary>
    internal static void Ended(Operation operation, Activity? activity, OperationEnded? ended, TimeSpan took)
    {
        var code = ended is OperationFailed failed ? (int?)failed.Code ?? -1 : 0;
        if (activity is not null)
        {
            activity.SetTag("pws.code", code);
            activity.SetStatus(
                ended is OperationFailed ? ActivityStatusCode.Error : ActivityStatusCode.Unset,
                (ended as OperationFailed)?.Reason);
            activity.Dispose();
        }

        if (ended is not null && Durations.Enabled)
        {
            Durations.Record(
                took.TotalSeconds,
                new KeyValuePair<string, object?>("operation", NameOf(operation)),
                new KeyValuePair<string, object?>("code", code));
        }
    }

    private static string NameOf(Operation operation) => operation switch
    {
        LogIn => "login",
        RegisterEndpoint => "register",
        RefreshEndpoint => "refresh_endpoint",
        Subscribe => "subscribe",
        RefreshSubscription => "refresh_subscription",
        ChangeContacts { Add: true } => "add_contacts",
        ChangeContacts => "remove_contacts",
        Fetch => "fetch",
        _ => "clean_up",
    };

    private static string Small(string name) => name.ToLowerInvariant();
}
