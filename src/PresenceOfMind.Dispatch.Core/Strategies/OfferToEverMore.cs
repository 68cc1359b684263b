namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// One is asked at first, one more every <see cref="StrategySettings.EverySeconds"/>, up to <see cref="StrategySettings.Count"/>
/// together, and whoever accepts first has the task; they are chosen as <see cref="StrategySettings.By"/> says. For queues that offer.
/// </summary>
/// <param name="by">The order in which they are chosen.</param>
/// <param name="count">How many at the most.</param>
/// <param name="every">How long until one more.</param>
public sealed class OfferToEverMore(IStrategy by, int count, TimeSpan every) : IStrategy
{
    public string Name => "offer-to-ever-more";

    public bool DependsOnTask => by.DependsOnTask;

    public int Compare(IRanked a, IRanked b, in RankedTask task) => by.Compare(a, b, task);

    public int Reach(TimeSpan asked) => (int)Math.Min(count, 1 + Steps(asked));

    public TimeSpan? NextReach(TimeSpan asked) => Reach(asked) < count ? every * (Steps(asked) + 1) : null;

    private long Steps(TimeSpan asked) => asked.Ticks <= 0 ? 0 : asked.Ticks / every.Ticks;
}
