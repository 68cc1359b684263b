namespace PresenceOfMind.Access.Limits;

/// <summary>How many requests a minute are taken at most. Each number is at least 1.</summary>
public sealed record LimitOptions
{
    /// <summary>Of one key, and of one account. Default 1,000,000: a program in a loop meets it, one that works does not.</summary>
    public int RequestsPerKey { get; init; } = 1_000_000;

    /// <summary>Of one address, of requests without a valid key or session. Default 12,000.</summary>
    public int RequestsPerAddress { get; init; } = 12_000;
}
