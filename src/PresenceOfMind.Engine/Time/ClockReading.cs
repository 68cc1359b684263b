namespace PresenceOfMind.Engine.Time;

/// <summary>Two clocks at one moment.</summary>
/// <param name="Wall">What the machine's clock said.</param>
/// <param name="Timestamp">What the monotonic clock said, in the ticks of <see cref="TimeProvider.GetTimestamp"/>.</param>
public readonly record struct ClockReading(DateTimeOffset Wall, long Timestamp);
