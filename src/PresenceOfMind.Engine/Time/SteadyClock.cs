namespace PresenceOfMind.Engine.Time;

/// <summary>
/// The clock for expiries, idle times and all that waits: it runs by elapsed time and never goes back, whatever the machine's
/// clock does. It begins as the machine's clock did at the first start ever, and goes on from there: with the monotonic clock
/// while the process runs, and over a downtime by the difference of the machine's clock, at least 0. So its times may be compared
/// with each other, also across restarts, and are not for people: those see <see cref="SteadyTimeConverter.ToWall"/>.
/// </summary>
public sealed class SteadyClock : TimeProvider
{
    private readonly WallClock _wall;
    private readonly DateTimeOffset _began;
    private readonly long _beganAt;

    /// <summary>Begins where the last process left off.</summary>
    /// <param name="wall">The machine's clock.</param>
    /// <param name="kept">What the last process kept; null at the first start.</param>
    public SteadyClock(WallClock wall, SteadyTime? kept)
    {
        _wall = wall;
        var now = wall.Read();
        _beganAt = now.Timestamp;
        _began = kept is null ? now.Wall : kept.Steady + Max(now.Wall - kept.Wall, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => _wall.Time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _wall.Time.LocalTimeZone;

    /// <summary>The steady time. Comparable with other times of this clock, and with nothing else.</summary>
    public override DateTimeOffset GetUtcNow() => SteadyAt(_wall.Time.GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => _wall.Time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _wall.Time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Both clocks now.</summary>
    public SteadyTime Read()
    {
        var now = _wall.Read();
        return new SteadyTime(SteadyAt(now.Timestamp), now.Wall);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private DateTimeOffset SteadyAt(long timestamp) => _began + _wall.Time.GetElapsedTime(_beganAt, timestamp);
}
