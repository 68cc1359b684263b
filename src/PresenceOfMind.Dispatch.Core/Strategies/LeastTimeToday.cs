namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever has worked on tasks for the shortest time since the team's day began; of equals, whoever has been idle the longest.
/// </summary>
public sealed class LeastTimeToday : IStrategy
{
    public string Name => "least-time-today";

    public bool DependsOnTask => false;

    public int Compare(IRanked a, IRanked b, in RankedTask task) => StrategyComparers.ThenByIdle(a.WorkToday.CompareTo(b.WorkToday), a, b);
}
