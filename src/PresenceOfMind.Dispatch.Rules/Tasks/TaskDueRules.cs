using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Queues;

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
                OfferRules.TimeOut(state, task, at, events);
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
                Step(state, task, at, events);
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
                events.Add(new TaskWrappedUp(task.Id, task.WorkerContact!));
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

    private static void Step(TeamState state, TaskItem task, TeamTime at, List<TeamEvent> events)
    {
        var steps = task.Steps + 1;
        events.Add(new TaskRequirementsRelaxed(task.Id, steps, EffectiveRequirementRules.Now(state.Parts, task, steps, at)));
        if (task.Spec.Route is { } name && state.Parts.Routes.Find(name) is { Settings: var route }
            && task.Steps < route.Steps.Count && route.Steps[task.Steps].Webhook is { } url)
        {
            events.Add(new WebhookDue(task.Id, url, WebhookReason.Step) { Route = name, Step = steps });
        }
    }
}
