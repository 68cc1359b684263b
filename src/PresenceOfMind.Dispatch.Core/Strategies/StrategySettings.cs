using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>Which strategy a queue follows, and how.</summary>
public sealed record StrategySettings
{
    /// <summary>
    /// The strategy: <c>longest-idle</c>, <c>round-robin</c>, <c>least-loaded</c>, <c>fewest-today</c>, <c>least-time-today</c>,
    /// <c>best-skill-match</c>, <c>random</c>, <c>tiers</c>, <c>offer-to-several</c>, <c>offer-to-ever-more</c> or <c>preferred-first</c>.
    /// </summary>
    [NotPersonal]
    public string Name { get; init; } = "longest-idle";

    /// <summary>
    /// One of the first seven: the order among equals for <c>tiers</c>, <c>offer-to-several</c>, <c>offer-to-ever-more</c> and
    /// <c>preferred-first</c>, which do not order by themselves.
    /// </summary>
    [NotPersonal]
    public string By { get; init; } = "longest-idle";

    /// <summary>How many are asked at once, for <c>offer-to-several</c>, and at the most for <c>offer-to-ever-more</c>.</summary>
    [Range(1, 100)]
    public int Count { get; init; } = 3;

    /// <summary>After how many seconds one more is asked, for <c>offer-to-ever-more</c>.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; init; } = 10;

    /// <summary>For how many seconds a task waits for those whom it prefers, for <c>preferred-first</c>.</summary>
    [Range(1, 86_400)]
    public int PreferSeconds { get; init; } = 60;

    /// <summary>What <c>random</c> begins with: the same seed and the same history choose the same people.</summary>
    public int Seed { get; init; }
}
