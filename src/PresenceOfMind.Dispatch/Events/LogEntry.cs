namespace PresenceOfMind.Dispatch.Events;

/// <summary>An event in its place in the team's log.</summary>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="At">In whole milliseconds, UTC, never before its forerunner.</param>
/// <param name="Event">What happened.</param>
internal readonly record struct LogEntry(long Position, DateTimeOffset At, TeamEvent Event);
