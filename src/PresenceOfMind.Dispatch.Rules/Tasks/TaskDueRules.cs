using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Routes;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>What happens to a task when something falls due with it.</summary>
internal static class TaskDueRules
{
    public static void Follow(TeamState state, TaskItem task, TeamTime at, List<TeamEvent> events)
    {
        switch (TaskDues.Overdue(task, at))
        {
            case TaskDue.Deadline:
                events.AddRange(OfferRules.WithdrawAll(task, WithdrawalCause.Expired));
                events.Add(new TaskExpired(task.Id, ExpiredReason.Deadline));
                break;
            case TaskDue.Start:
                Start(state, task, events);
                break;
            case TaskDue.Offer:
                OfferTimeOutRules.Follow(state, task, at, events);
                break;
            case TaskDue.Wait:
                OverflowRules.Waited(state, task, at, events);
                break;
            case TaskDue.Rest:
                events.Add(new CoolDownEnded(task.Id, task.Rests.MinBy(r => r.Until).Contact));
                break;
            case TaskDue.Preference:
                events.Add(new PreferenceEnded(task.Id));
                break;
            case TaskDue.Step:
                RouteStepRules.Follow(state, task, at, events);
                break;
            case TaskDue.Expiry:
                events.Add(
                    new TaskRequirementsRelaxed(task.Id, task.Steps, EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at)));
                break;
            case TaskDue.Age:
                events.Add(
                    new TaskAged(task.Id, Math.Max(task.Aged, AgeingRules.Grown(task.Queue.Settings, at.Elapsed - task.Queued.Elapsed))));
                break;
            case TaskDue.Room:
                events.Add(new ReservationRequested(task.Id));
                break;
            case TaskDue.Reach:
                events.Add(new OfferWidened(task.Id, task.Queue.Strategy.Reach(at.Elapsed - task.AskedAt!.Value)));
                break;
            case TaskDue.WrapUp:
                events.Add(new TaskWrappedUp(task.Id, task.WorkerContact!.Value));
                break;
            case TaskDue.Forget:
                events.Add(new TaskForgotten(task.Id));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Start(TeamState state, TaskItem task, List<TeamEvent> events)
    {
        var entry = EntryRules.Find(state, task.Id, task.Need, mayRefuse: false);
        events.Add(new TaskQueued(task.Id, QueuedReason.Started, entry.Need, 0));
        events.AddRange(entry.Told);
    }
}
