using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>An event in its place in the team's log.</summary>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="Time">When, in whole milliseconds; the team's own time is never before that of the forerunner.</param>
/// <param name="Event">What happened. Where it says until when something lasts, it says so by the wall clock of this moment.</param>
public readonly record struct LogEntry(long Position, TeamTime Time, TeamEvent Event)
{
    /// <summary>What the wall clock said, UTC.</summary>
    public DateTimeOffset At => Time.Wall;
}
