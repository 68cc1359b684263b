namespace PresenceOfMind.Web.Access;

/// <summary>How many pages may be open, with a connection that keeps them live. Each number is at least 1.</summary>
public sealed record PageLimits
{
    /// <summary>Of one account or key. Default 100.</summary>
    public int PerAccount { get; init; } = 100;

    /// <summary>Of all together. Default 2,000.</summary>
    public int InAll { get; init; } = 2_000;
}
