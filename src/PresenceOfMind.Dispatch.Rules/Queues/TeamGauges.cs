using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>How a team does now, for a monitoring system. It names no person.</summary>
public sealed record TeamGauges
{
    /// <summary>The position that the log has reached.</summary>
    public required long Position { get; init; }

    /// <summary>How many workers there are.</summary>
    public required int Workers { get; init; }

    /// <summary>The presence of how many of them is not confirmed.</summary>
    public required int Unconfirmed { get; init; }

    /// <summary>Each queue.</summary>
    public required IReadOnlyList<QueueGauges> Queues { get; init; }

    internal static TeamGauges Compute(TeamState state, TeamTime now)
    {
        var counts = state.Parts.Queues.All.ToDictionary(q => q, _ => new Counts());
        foreach (var task in state.Tasks.EachOpen)
        {
            var of = counts[task.Queue];
            if (task.IsWaiting)
            {
                of.Waiting++;
                of.Oldest = of.Oldest is { } oldest && oldest <= task.Queued.Elapsed ? oldest : task.Queued.Elapsed;
            }
            else if (task.State is TaskState.Assigned or TaskState.OnHold or TaskState.WrappingUp)
            {
                of.Assigned++;
            }
        }

        foreach (var worker in state.Roster.Each.Where(w => EligibilityRuleText.OwnRule(state, w) == EligibilityRule.None))
        {
            foreach (var (queue, of) in counts)
            {
                of.Eligible += state.Index.Selects(queue, worker) ? 1 : 0;
            }
        }

        return new TeamGauges
        {
            Position = state.Position,
            Workers = state.Roster.Count,
            Unconfirmed = state.Roster.Each.Count(w => !state.Roster.IsConfirmed(w)),
            Queues = [.. counts.Select(c => new QueueGauges(
                c.Key.Name,
                c.Value.Waiting,
                c.Value.Assigned,
                c.Value.Eligible,
                c.Value.Oldest is { } oldest ? (now.Elapsed - oldest).TotalSeconds : 0))],
        };
    }

    private sealed class Counts
    {
        public int Waiting { get; set; }

        public int Assigned { get; set; }

        public int Eligible { get; set; }

        public TimeSpan? Oldest { get; set; }
    }
}

/// <summary>How a queue does now.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Waiting">How many tasks wait, those that are offered among them.</param>
/// <param name="Assigned">How many tasks people have: assigned, on hold, wrapping up.</param>
/// <param name="Eligible">How many of its workers could take a task of a usual channel.</param>
/// <param name="OldestWait">Since how many seconds the task that waits longest has waited since it first entered a queue; 0 for none.</param>
public sealed record QueueGauges(QueueName Queue, int Waiting, int Assigned, int Eligible, double OldestWait);
