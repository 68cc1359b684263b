namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// One after the other: whoever was given or asked for a task the longest time ago; of those who never were, whoever was added first.
/// </summary>
public sealed class RoundRobin : IStrategy
{
    public string Name => "round-robin";

    public bool DependsOnTask => false;

    public int Compare(IRanked a, IRanked b, in RankedTask task) =>
        a.LastAssignedPosition.CompareTo(b.LastAssignedPosition) is not 0 and var byTurn ? byTurn : a.Order.CompareTo(b.Order);
}
