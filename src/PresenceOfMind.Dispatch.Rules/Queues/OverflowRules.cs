using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Offers;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>What becomes of tasks that have waited too long in a queue, or in whose queue nobody is working.</summary>
internal static class OverflowRules
{
    /// <summary>A task has waited for as long as its queue allows.</summary>
    public static void Waited(TeamState state, TaskItem task, TeamTime at, List<TeamEvent> events)
    {
        var overflow = task.Queue.Settings.WhenWaitedTooLong;
        if (overflow is { Action: OverflowAction.Queue, Queue: { } other } && state.Parts.Queues.Find(other) is not null)
        {
            Move(state, task, other, at, events);
        }
        else if (overflow is { Action: OverflowAction.Webhook, Url: { } url })
        {
            events.Add(new WebhookDue(task.Id, url, WebhookReason.Waited) { Queue = task.Queue.Name });
        }
        else
        {
            events.AddRange(OfferRules.WithdrawAll(task, WithdrawalCause.Expired));
            events.Add(new TaskExpired(task.Id, ExpiredReason.Waited));
        }
    }

    /// <summary>Follows the queues' rules for when nobody is working.</summary>
    /// <returns>Whether something happens.</returns>
    public static bool NobodyWorks(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        foreach (var queue in state.Parts.Queues.All)
        {
            var overflow = queue.Settings.WhenNobodyWorks;
            if (queue.Length == 0 || overflow.Action is not (OverflowAction.Queue or OverflowAction.Webhook))
            {
                continue;
            }

            var target = overflow is { Action: OverflowAction.Queue, Queue: { } name } ? state.Parts.Queues.Find(name) : null;
            if ((overflow.Action == OverflowAction.Queue && target is null) || !state.Index.NobodyWorks(queue))
            {
                continue;
            }

            foreach (var task in state.Tasks.Open)
            {
                if (!ReferenceEquals(task.Queue, queue) || !task.IsWaiting)
                {
                    continue;
                }

                if (target is not null)
                {
                    Move(state, task, target.Name, at, events);
                    if (target.Settings.MaxLength is not null)
                    {
                        // The next one finds the other queue longer.
                        return true;
                    }
                }
                else if (!task.ToldNobodyWorks)
                {
                    events.Add(new WebhookDue(task.Id, overflow.Url!, WebhookReason.NobodyWorks) { Queue = queue.Name });
                }
            }

            if (events.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Move(TeamState state, TaskItem task, QueueName queue, TeamTime at, List<TeamEvent> events)
    {
        var need = OverflowNameRules.Drop(
            state,
            EffectiveRequirementRules.Stay(EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at), queue));
        var entry = EntryRules.Find(state, task.Id, need, mayRefuse: false);
        var settings = state.Parts.Queues.Find(entry.Need.Queue)!.Settings;
        events.AddRange(OfferRules.WithdrawAll(task, new WithdrawnBecause(WithdrawalCause.Overflowed) { Queue = entry.Need.Queue }));
        events.Add(
            new TaskQueued(task.Id, QueuedReason.Overflowed, entry.Need, AgeingRules.Grown(settings, at.Elapsed - task.Queued.Elapsed)));
        events.AddRange(entry.Told);
    }
}
