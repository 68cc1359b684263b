namespace PresenceOfMind.Engine.Time;

/// <summary>The steady clock and the wall clock at one moment, as they are kept for the next start.</summary>
/// <param name="Steady">What the steady clock said.</param>
/// <param name="Wall">What the machine's clock said.</param>
public sealed record SteadyTime(DateTimeOffset Steady, DateTimeOffset Wall);
