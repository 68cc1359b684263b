namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever stands in the lowest tier: the second is asked only where nobody of the first is able. Within a tier, as
/// <see cref="StrategySettings.By"/> says.
/// </summary>
/// <param name="by">The order within a tier.</param>
public sealed class TiersInOrder(IStrategy by) : IStrategy
{
    public string Name => "tiers";

    public bool DependsOnTask => by.DependsOnTask;

    public int Compare(IRanked a, IRanked b, in RankedTask task) =>
        a.Tier.CompareTo(b.Tier) is not 0 and var byTier ? byTier : by.Compare(a, b, task);
}
