namespace PresenceOfMind.Engine.Time;

/// <summary>What happened to time.</summary>
public enum ClockNoticeKind
{
    /// <summary>The wall clock stepped against the monotonic clock: it was set, or the machine slept.</summary>
    WallStepped,

    /// <summary>The process did nothing for a while: it was stopped, or the machine was.</summary>
    StoodStill,
}

/// <summary>A step of the wall clock, or a time in which the process stood still.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="By">How far the clock stepped (negative: it was set back), or for how long the process stood still.</param>
/// <param name="Wall">What the wall clock said when it was found.</param>
/// <param name="Timestamp">The timestamp of the monotonic clock when it was found.</param>
public sealed record ClockNotice(ClockNoticeKind Kind, TimeSpan By, DateTimeOffset Wall, long Timestamp)
{
    /// <summary>What happened and what follows, in one line.</summary>
    public string Line => Kind == ClockNoticeKind.WallStepped
        ? FormattableString.Invariant(
            $"The wall clock stepped by {By.TotalSeconds:+0.0;-0.0} s, found at {Wall.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: it was set, or the machine slept.")
        : FormattableString.Invariant(
            $"The process stood still for {By.TotalSeconds:0.0} s until {Wall.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: it, or the machine, was stopped or overloaded.");
}
