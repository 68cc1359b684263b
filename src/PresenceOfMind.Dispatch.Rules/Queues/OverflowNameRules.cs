using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>A task that overflows to another queue drops names and exclusions that would leave nobody there.</summary>
internal static class OverflowNameRules
{
    /// <summary>
    /// Drops the names where none of them is a worker there who has what the task asks for and is not excluded, and the exclusions where
    /// all who are there and have it are excluded.
    /// </summary>
    public static EffectiveRequirements Drop(TeamState state, EffectiveRequirements need)
    {
        if (need.Named.Count == 0 && need.Excluded.Count == 0)
        {
            return need;
        }

        var there = state.Roster.Each.Where(w => !w.Leaving && Has(state, need, w)).Select(w => w.Contact).ToHashSet();
        if (need.Named.Count > 0 && !need.Named.Any(c => there.Contains(c) && !need.Excluded.Contains(c)))
        {
            need = need with { Named = [] };
        }

        return need.Excluded.Count > 0 && there.Count > 0 && there.All(need.Excluded.Contains) ? need with { Excluded = [] } : need;
    }

    private static bool Has(TeamState state, EffectiveRequirements need, Worker worker) =>
        need.AlsoQueues.Prepend(need.Queue).Any(q => state.Parts.Queues.Find(q) is { } queue && state.Index.Selects(queue, worker))
        && need.Skills.All(s => Requirements.Meets(s, worker.Settings.Skills))
        && need.Labels.All(l => Requirements.Meets(l, worker.Settings.Labels));
}
