namespace PresenceOfMind.Engine.Time;

/// <summary>How far ahead a timer may be set.</summary>
public static class TimerLimit
{
    /// <summary>The longest: one day. The runtime itself takes no more than 49.7 days and fails beyond.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// A wait that any timer takes: at least 0, at most <see cref="Longest"/>. The owner of the timer checks, when it fires, whether
    /// the time has come, and sets it again where it has not.
    /// </summary>
    /// <param name="wait">How long until something falls due.</param>
    public static TimeSpan Cap(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
