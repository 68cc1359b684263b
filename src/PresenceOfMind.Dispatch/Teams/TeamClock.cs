using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Both clocks of a team that was loaded. Its own time goes on where the log ended: over the downtime by the wall clock's difference, at
/// least 0, and from then on with the monotonic clock.
/// </summary>
internal sealed class TeamClock
{
    private readonly WallClock _wall;
    private readonly TimeProvider _host;
    private readonly TimeSpan _began;
    private readonly long _beganAt;

    /// <summary>Begins where a log ended.</summary>
    /// <param name="wall">The machine's clock.</param>
    /// <param name="time">The clock of sources of presence.</param>
    /// <param name="last">The time of the log's last entry.</param>
    public TeamClock(WallClock wall, TimeProvider time, TeamTime last)
    {
        _wall = wall;
        _host = time;
        var now = wall.Read();
        _beganAt = now.Timestamp;
        _began = last.Elapsed + (now.Wall > last.Wall ? now.Wall - last.Wall : TimeSpan.Zero);
    }

    /// <summary>Both clocks at one moment.</summary>
    public TeamTime Read()
    {
        var now = _wall.Read();
        return new TeamTime(_began + _wall.Time.GetElapsedTime(_beganAt, now.Timestamp), now.Wall);
    }

    /// <summary>The team's own time at a moment of the host's clock, which goes as evenly.</summary>
    public TimeSpan ElapsedAt(DateTimeOffset host) => Read().Elapsed - (_host.GetUtcNow() - host);
}
