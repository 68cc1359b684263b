namespace PresenceOfMind.Client.Watching;

/// <summary>
/// A time that never goes back: a wall clock that was set back does not stop it, and a machine that slept finds that time
/// has passed.
/// </summary>
internal sealed class WatcherClock(TimeProvider time)
{
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _ticks = time.GetTimestamp();
    private DateTimeOffset _now = time.GetUtcNow();

    /// <summary>The time now (UTC). To be asked by one thread at a time.</summary>
    public DateTimeOffset Now()
    {
        var (wall, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        var (byWall, byTicks) = (wall - _wall, time.GetElapsedTime(_ticks, ticks));
        (_wall, _ticks) = (wall, ticks);
        _now += byWall > byTicks ? byWall : byTicks;
        return _now;
    }
}
