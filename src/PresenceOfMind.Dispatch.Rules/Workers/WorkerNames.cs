using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Leads;

namespace PresenceOfMind.Dispatch.Rules.Workers;

/// <summary>Tasks that are named for a worker alone, who is to be removed.</summary>
internal static class WorkerNames
{
    private const int MostIds = 100;

    /// <summary>What the removal does with these tasks.</summary>
    /// <param name="state">The team.</param>
    /// <param name="worker">Who goes.</param>
    /// <param name="dropName">Whether the tasks are for everybody then.</param>
    /// <param name="refusal">Why the worker cannot be removed; null where it can.</param>
    public static IReadOnlyList<TeamEvent> Remove(TeamState state, Worker worker, bool dropName, out Refusal? refusal)
    {
        refusal = null;
        var alone = state.Tasks.EachOpen.Where(t => IsForAlone(state, t, worker)).OrderBy(t => t.AddedBy).ToList();
        if (dropName)
        {
            return
            [
                .. alone.Select(t => new TaskChanged(t.Id, t.Title, t.Attributes, t.Spec with { Named = [] }, t.Need with { Named = [] })),
            ];
        }

        // What this worker has already is done, or comes back, which a lead is told.
        alone.RemoveAll(t => ReferenceEquals(t.Worker, worker));
        if (alone.Count > 0)
        {
            var ids = string.Join(", ", alone.Take(MostIds).Select(t => t.Id)) + (alone.Count > MostIds
                ? $" and {alone.Count - MostIds} more"
                : "");
            refusal = Refusal.Conflict(
                "worker-named",
                $"{(alone.Count == 1 ? "One task is" : $"{alone.Count} tasks are")} named for {worker.Contact} alone: {ids}. Transfer "
                    + "or cancel them, or remove the worker with dropName=true (pom: --drop-name), which lets everybody have them.",
                "dropName");
        }

        return [];
    }

    private static bool IsForAlone(TeamState state, TaskItem task, Worker worker) =>
        task.Need.Named.Contains(worker.Contact)
            && !task.Need.Named.Any(c => c != worker.Contact && LeadNotificationRules.IsStaying(state, c));
}
