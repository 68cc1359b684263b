namespace PresenceOfMind.Access.Limits;

/// <summary>How many event streams may be open. Each number is at least 1.</summary>
public sealed record StreamLimits
{
    /// <summary>Of one key or account. Default 20.</summary>
    public int PerKey { get; init; } = 20;

    /// <summary>Of all together. Default 1,000.</summary>
    public int InAll { get; init; } = 1_000;
}
