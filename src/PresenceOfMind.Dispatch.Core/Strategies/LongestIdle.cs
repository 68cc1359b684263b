namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever has been without an assignment for the longest time, counted from the end of the last one or from being added;
/// of equals, whoever was added first.
/// </summary>
public sealed class LongestIdle : IStrategy
{
    public string Name => "longest-idle";

    public bool DependsOnTask => false;

    public int Compare(IRanked a, IRanked b, in RankedTask task) => StrategyComparers.ByIdle(a, b);
}
