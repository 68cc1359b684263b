using Microsoft.Extensions.Time.Testing;

namespace PresenceOfMind.Tests.Shared;

/// <summary>A machine's clock that can be set, over a monotonic clock that a test moves.</summary>
public sealed class SteppedTime : TimeProvider
{
    private readonly FakeTimeProvider _elapsed = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private TimeSpan _offset;

    /// <inheritdoc/>
    public override long TimestampFrequency => _elapsed.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _elapsed.GetUtcNow() + _offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => _elapsed.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _elapsed.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the machine's clock forward, or back.</summary>
    public void Step(TimeSpan by) => _offset += by;

    /// <summary>Lets time pass at once, as if the process stood still meanwhile.</summary>
    public void Stand(TimeSpan by) => _elapsed.Advance(by);

    /// <summary>Lets time pass second by second.</summary>
    public void Run(TimeSpan by)
    {
        for (; by > TimeSpan.Zero; by -= TimeSpan.FromSeconds(1))
        {
            _elapsed.Advance(by < TimeSpan.FromSeconds(1) ? by : TimeSpan.FromSeconds(1));
        }
    }
}
