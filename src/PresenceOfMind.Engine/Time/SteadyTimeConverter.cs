namespace PresenceOfMind.Engine.Time;

/// <summary>Brings times of the steady clock to people, and theirs to it, as the wall clock is set at that moment.</summary>
public static class SteadyTimeConverter
{
    /// <summary>What the wall clock says at a time of the steady clock.</summary>
    /// <param name="time">The steady clock: the host's <see cref="TimeProvider"/>.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="at">A time of the steady clock.</param>
    public static DateTimeOffset ToWall(this TimeProvider time, WallClock wall, DateTimeOffset at) => Add(wall.Now, at - time.GetUtcNow());

    /// <summary>The time of the steady clock when the wall clock says something.</summary>
    /// <param name="time">The steady clock: the host's <see cref="TimeProvider"/>.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="at">A time of the wall clock.</param>
    public static DateTimeOffset FromWall(this TimeProvider time, WallClock wall, DateTimeOffset at) =>
        Add(time.GetUtcNow(), at - wall.Now);

    private static DateTimeOffset Add(DateTimeOffset to, TimeSpan span) =>
        span > DateTimeOffset.MaxValue - to ? DateTimeOffset.MaxValue
        : span < DateTimeOffset.MinValue - to ? DateTimeOffset.MinValue
        : to + span;
}
