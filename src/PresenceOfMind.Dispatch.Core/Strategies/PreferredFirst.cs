namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever the task prefers: for <see cref="StrategySettings.PreferSeconds"/> of its waiting it goes to nobody else, and later
/// to others too, but to the preferred first. Among the preferred, and among the others, as <see cref="StrategySettings.By"/> says.
/// </summary>
/// <param name="by">The order among equals.</param>
/// <param name="kept">For how long the task waits for those whom it prefers.</param>
public sealed class PreferredFirst(IStrategy by, TimeSpan kept) : IStrategy
{
    public string Name => "preferred-first";

    public bool DependsOnTask => true;

    public int Compare(IRanked a, IRanked b, in RankedTask task)
    {
        var byWish = IsPreferred(b, task).CompareTo(IsPreferred(a, task));
        return byWish != 0 ? byWish : by.Compare(a, b, task);
    }

    public TimeSpan KeptFor(in RankedTask task) => task.Preferred.Count > 0 ? kept : TimeSpan.Zero;

    private static bool IsPreferred(IRanked worker, in RankedTask task)
    {
        for (var i = 0; i < task.Preferred.Count; i++)
        {
            if (task.Preferred[i] == worker.Contact)
            {
                return true;
            }
        }

        return false;
    }
}
