namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// The first <see cref="StrategySettings.Count"/> are asked at once, and whoever accepts first has the task; they are chosen as
/// <see cref="StrategySettings.By"/> says. For queues that offer.
/// </summary>
/// <param name="by">The order in which they are chosen.</param>
/// <param name="count">How many.</param>
public sealed class OfferToSeveral(IStrategy by, int count) : IStrategy
{
    public string Name => "offer-to-several";

    public bool DependsOnTask => by.DependsOnTask;

    public int Compare(IRanked a, IRanked b, in RankedTask task) => by.Compare(a, b, task);

    public int Reach(TimeSpan asked) => count;
}
