namespace PresenceOfMind.Tests.Shared;

/// <summary>
/// A clock that stands until a test moves it. Timers run by the system's clock, so that the engine, which shares it, does
/// not live through every second of the hours that a test skips.
/// </summary>
public sealed class StandingTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
