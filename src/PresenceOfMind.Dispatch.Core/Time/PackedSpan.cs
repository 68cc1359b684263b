namespace PresenceOfMind.Dispatch.Core.Time;

/// <summary>
/// A moment of the team's own time, or never, in half of the room that a <c>TimeSpan?</c> takes. See <see cref="PackedTime"/>.
/// </summary>
public readonly struct PackedSpan
{
    /// <summary>One more than the ticks; 0 for never.</summary>
    private readonly long _ticks;

    private PackedSpan(long ticks) => _ticks = ticks;

    public static implicit operator PackedSpan(TimeSpan? at) => new(at is { } time ? time.Ticks + 1 : 0);

    public static implicit operator TimeSpan?(PackedSpan lapse) => lapse._ticks == 0 ? null : new TimeSpan(lapse._ticks - 1);
}
