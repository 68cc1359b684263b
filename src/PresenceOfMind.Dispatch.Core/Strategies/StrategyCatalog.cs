using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>The strategies by name.</summary>
public static class StrategyCatalog
{
    /// <summary>Those that order by themselves.</summary>
    private static readonly Dictionary<string, Func<StrategySettings, IStrategy>> Orders = new(StringComparer.Ordinal)
    {
        ["longest-idle"] = _ => new LongestIdle(),
        ["round-robin"] = _ => new RoundRobin(),
        ["least-loaded"] = _ => new LeastLoaded(),
        ["fewest-today"] = _ => new FewestToday(),
        ["least-time-today"] = _ => new LeastTimeToday(),
        ["best-skill-match"] = _ => new BestSkillMatch(),
        ["random"] = s => new SeededRandom(s.Seed),
    };

    /// <summary>Those that order by another one.</summary>
    private static readonly Dictionary<string, Func<StrategySettings, IStrategy, IStrategy>> Ways = new(StringComparer.Ordinal)
    {
        ["tiers"] = (_, by) => new TiersInOrder(by),
        ["offer-to-several"] = (s, by) => new OfferToSeveral(by, s.Count),
        ["offer-to-ever-more"] = (s, by) => new OfferToEverMore(by, s.Count, TimeSpan.FromSeconds(s.EverySeconds)),
        ["preferred-first"] = (s, by) => new PreferredFirst(by, TimeSpan.FromSeconds(s.PreferSeconds)),
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Orders.Keys, .. Ways.Keys];

    /// <summary>The names of those that order by themselves.</summary>
    public static IReadOnlyList<string> OrderNames { get; } = [.. Orders.Keys];

    /// <summary>Whether a strategy asks several people, and so is for queues that offer.</summary>
    public static bool NeedsOffers(string name) => name is "offer-to-several" or "offer-to-ever-more";

    /// <summary>The strategy that settings name.</summary>
    /// <returns>False where there is none of that name, or none that it could order by.</returns>
    public static bool TryMake(StrategySettings settings, [NotNullWhen(true)] out IStrategy? strategy)
    {
        strategy = Orders.TryGetValue(settings.Name, out var order) ? order(settings)
            : Ways.TryGetValue(settings.Name, out var way) && Orders.TryGetValue(settings.By, out var by) ? way(settings, by(settings))
            : null;
        return strategy is not null;
    }

    /// <summary>The strategy that settings name; they have passed the check of settings.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IStrategy Make(StrategySettings settings) =>
        TryMake(settings, out var strategy)
            ? strategy
            : throw new ArgumentException($"There is no strategy {settings.Name} by {settings.By}.", nameof(settings));
}
