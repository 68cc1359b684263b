namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever has the smallest part of the own capacity taken; of equals, whoever has been idle the longest.
/// </summary>
public sealed class LeastLoaded : IStrategy
{
    public string Name => "least-loaded";

    public bool DependsOnTask => false;

    public int Compare(IRanked a, IRanked b, in RankedTask task) =>
        StrategyComparers.ThenByIdle(((long)a.Used * b.Capacity).CompareTo((long)b.Used * a.Capacity), a, b);
}
