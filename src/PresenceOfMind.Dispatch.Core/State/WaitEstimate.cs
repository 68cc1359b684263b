namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// How long tasks of a queue wait, from how fast waiting tasks were taken lately. Only time in which somebody waited counts:
/// an empty queue says nothing about how fast a full one moves. Recent takes weigh more, by a tenth each. It is worked out
/// by additions and multiplications alone, so that every machine finds the same.
/// </summary>
/// <param name="Since">By the team's own time: the last take while tasks waited on, or when the first of those that wait came; null where
/// none waits.</param>
/// <param name="Sum">The weighted sum of the times between takes, in milliseconds.</param>
/// <param name="Weight">The sum of the weights; 0 before the first take.</param>
public readonly record struct WaitEstimate(TimeSpan? Since, double Sum, double Weight)
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

    /// <summary>How much time passes from one take to the next while tasks wait; null while nothing has been measured.</summary>
    public TimeSpan? Pace => Weight == 0 ? null : TimeSpan.FromMilliseconds(Math.Min(Sum / Weight, MaxDays * 86_400_000d));

    /// <summary>Since how long nothing has been taken while tasks wait; zero where none waits.</summary>
    /// <param name="at">Now.</param>
    public TimeSpan Still(TimeSpan at) => Since is { } since && since < at ? at - since : TimeSpan.Zero;
}
