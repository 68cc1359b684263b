namespace PresenceOfMind.Dispatch.Queues;

/// <summary>
/// How long tasks of a queue wait, from how fast waiting tasks were taken lately. Only time in which somebody waited counts:
/// an empty queue says nothing about how fast a full one moves. Recent takes weigh more, by a tenth each. It is worked out
/// by additions and multiplications alone, so that every machine finds the same.
/// </summary>
/// <param name="Since">By the team's own time: the last take while tasks waited on, or when the first of those that wait came; null where none waits.</param>
/// <param name="Sum">The weighted sum of the times between takes, in milliseconds.</param>
/// <param name="Weight">The sum of the weights; 0 before the first take.</param>
internal readonly record struct WaitEstimate(TimeSpan? Since, double Sum, double Weight)
{
    private const double Keep = 0.9;
    private const int MaxDays = 365;

    /// <summary>A task begins to wait.</summary>
    public WaitEstimate Came(TimeSpan at) => Since is null ? this with { Since = at } : this;

    /// <summary>A task that waited was taken.</summary>
    /// <param name="at">When.</param>
    /// <param name="othersWait">Whether tasks wait on.</param>
    public WaitEstimate Taken(TimeSpan at, bool othersWait) => Since is { } since
        ? new WaitEstimate(othersWait ? at : null, (Sum * Keep) + (at - since).TotalMilliseconds, (Weight * Keep) + 1)
        : this;

    /// <summary>A task that waited left without being taken.</summary>
    /// <param name="othersWait">Whether tasks wait on.</param>
    public WaitEstimate Left(bool othersWait) => othersWait ? this : this with { Since = null };

    /// <summary>How long the task at a position is expected to wait yet; null while nothing has been measured.</summary>
    /// <param name="position">From 1.</param>
    /// <param name="at">Now.</param>
    public TimeSpan? Expect(int position, TimeSpan at)
    {
        if (Weight == 0)
        {
            return null;
        }

        // Where the next take is overdue, the pace is slower than it was: the wait so far counts as one that ends now.
        var pace = Sum / Weight;
        var begun = Since is { } since ? (at - since).TotalMilliseconds : 0;
        var slower = ((Sum * Keep) + begun) / ((Weight * Keep) + 1);
        var wait = begun <= pace ? (pace * position) - begun : slower * position;
        return TimeSpan.FromMilliseconds(Math.Min(wait, MaxDays * 86_400_000d));
    }
}
