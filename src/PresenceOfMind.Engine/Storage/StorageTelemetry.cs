using System.Diagnostics.Metrics;

namespace PresenceOfMind.Engine.Storage;

/// <summary>What the writer of the data file counts.</summary>
public static class StorageTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string Name = "PresenceOfMind.Storage";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "storage.commit.duration",
        "s",
        "The time of a commit, from its first change to the disk.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5],
        });

    private static readonly Counter<long> Changes =
        Meter.CreateCounter<long>("storage.changes", "{change}", "Changes that were handed over, by whether they were kept.");

    /// <summary>A group of changes is on the disk.</summary>
    /// <param name="changes">How many were kept.</param>
    /// <param name="took">The time of the commit.</param>
    internal static void Committed(int changes, TimeSpan took)
    {
        Durations.Record(took.TotalSeconds);
        Changes.Add(changes, new KeyValuePair<string, object?>("outcome", "kept"));
    }

    /// <summary>A group of changes could not be kept.</summary>
    /// <param name="changes">How many.</param>
    internal static void Failed(int changes) => Changes.Add(changes, new KeyValuePair<string, object?>("outcome", "failed"));
}
