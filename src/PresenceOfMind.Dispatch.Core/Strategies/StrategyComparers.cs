namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>What several strategies order by.</summary>
public static class StrategyComparers
{
    /// <summary>Whoever has been idle the longest; of equals, whoever was added first.</summary>
    public static int ByIdle(IRanked a, IRanked b)
    {
        var byTime = a.IdleSince.CompareTo(b.IdleSince);
        return byTime != 0 ? byTime : a.Order.CompareTo(b.Order);
    }

    /// <summary>A comparison, and where it finds no difference, who has been idle the longest.</summary>
    public static int ThenByIdle(int first, IRanked a, IRanked b) => first != 0 ? first : ByIdle(a, b);
}
