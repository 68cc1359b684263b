namespace PresenceOfMind.Dispatch.Core.Time;

/// <summary>
/// A moment or never, in a third of the room that a <c>DateTimeOffset?</c> takes. A task has a dozen and more of them, and the tasks
/// that a day has ended are all kept, so that their size is what the garbage collector has to move.
/// </summary>
public readonly struct PackedTime
{
    /// <summary>In UTC; 0 for never.</summary>
    private readonly long _ticks;

    private PackedTime(long ticks) => _ticks = ticks;

    public static implicit operator PackedTime(DateTimeOffset? at) => new(at is { } time ? time.UtcTicks : 0);

    public static implicit operator DateTimeOffset?(PackedTime instant) =>
        instant._ticks == 0 ? null : new DateTimeOffset(instant._ticks, TimeSpan.Zero);
}
