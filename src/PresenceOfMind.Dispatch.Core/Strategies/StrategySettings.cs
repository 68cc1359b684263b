using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>The strategy of a queue, with its options.</summary>
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

    /// <summary>
    /// How many workers are asked at once, for <c>offer-to-several</c>; the largest number for <c>offer-to-ever-more</c>.
    /// </summary>
    [Range(1, 100)]
    public int Count { get; init; } = 3;

    /// <summary>After how many seconds one more worker is asked, for <c>offer-to-ever-more</c>.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; init; } = 10;

    /// <summary>For how many seconds a task waits for its preferred workers, for <c>preferred-first</c>.</summary>
    [Range(1, 86_400)]
    public int PreferSeconds { get; init; } = 60;

    /// <summary>The seed of <c>random</c>: the same seed and the same history choose the same people.</summary>
    public int Seed { get; init; }
}
