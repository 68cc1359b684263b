namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever was given the fewest tasks since the team's day began; of equals, whoever has been idle the longest.
/// </summary>
public sealed class FewestToday : IStrategy
{
    public string Name => "fewest-today";

    public bool DependsOnTask => false;

    public int Compare(IRanked a, IRanked b, in RankedTask task) =>
        StrategyComparers.ThenByIdle(a.AssignmentsToday.CompareTo(b.AssignmentsToday), a, b);
}
