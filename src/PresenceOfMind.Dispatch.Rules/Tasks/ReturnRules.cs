using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Leads;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>How tasks go back to a queue: returned, transferred, or reopened. They keep the time at which they first entered one.</summary>
internal static class ReturnRules
{
    public static Decision Decide(TeamState state, ReturnTask command, TeamTime at) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        _ when TaskLimits.CheckReason(command.Reason) is { } wrong => wrong,
        { State: TaskState.Assigned or TaskState.OnHold } task => Decision.ForTask(task,
        [
            .. Return(state, task, QueuedReason.Returned, command.Reason, at),
            .. LeadNotificationRules.NotifyOnce(
                state,
                task,
                EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at),
                task.WorkerContact!.Value,
                LeadNeededReason.Returned),
        ]),
        var task => TaskRefusals.WrongState(task, "only a task that a worker has can be returned"),
    };

    public static Decision Decide(TeamState state, TransferTask command, TeamTime at)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (TaskLimits.CheckReason(command.Reason) is { } wrong)
        {
            return wrong;
        }

        if (command.Worker is null && command.Queue is null)
        {
            return Refusal.Invalid("queue", "Give the worker or the queue to which the task goes.");
        }

        if (command.Worker is { } contact && (state.Roster.Find(contact) is not { } worker || worker.Leaving))
        {
            return TaskRefusals.NoWorker(contact);
        }

        if (command.Queue is { } name && state.Parts.Queues.Find(name) is not { Leaving: false })
        {
            return new Refusal(RefusalKind.NotFound, "queue-unknown", "There is no such queue.", "queue");
        }

        if (!task.IsOpen || task.State is TaskState.Scheduled or TaskState.WrappingUp)
        {
            return TaskRefusals.WrongState(task, "only a task that waits or that a worker has can be transferred");
        }

        if (command.Worker is { } same && task.WorkerContact == same && task.Worker is not null)
        {
            return Refusal.Conflict("worker-has-it", $"{task.WorkerName} has task {task.Id} already.", "worker");
        }

        var need = EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at);
        var spec = task.Spec with
        {
            Queue = command.Queue ?? need.Queue,
            Route = null,
            Priority = need.Priority,
            Skills = need.Skills,
            Labels = need.Labels,
            Named = command.Worker is { } only ? [only] : [],
            Excluded = command.Worker is { } wanted ? [.. need.Excluded.Where(c => c != wanted)] : need.Excluded,
        };
        need = EffectiveRequirementRules.Compute(state.Parts, spec, null, 0, at.Elapsed - task.Queued.Elapsed, need.Queue);
        // Whom a lead names is not passed by: a full queue sends such a task nowhere.
        var entry = command.Worker is not null
            ? EntryRules.Stay(need)
            : EntryRules.Find(state, task.Id, need, mayRefuse: need.Queue != task.Need.Queue);
        if (entry.Refusal is { } full)
        {
            return full;
        }

        return Decision.ForTask(task,
        [
            .. OfferRules.WithdrawAll(task, WithdrawalCause.Transferred),
            .. command.Worker is { } named ? OfferRules.EndRest(task, named) : [],
            new TaskQueued(
                task.Id,
                QueuedReason.Transferred,
                entry.Need,
                AgeingRules.Grown(QueueOf(state, entry.Need).Settings, at.Elapsed - task.Queued.Elapsed))
            {
                Spec = spec,
                Contact = task.Worker?.Contact,
                RestsUntil = IsByWorker(command, task) ? OfferRules.RestsUntil(state, at) : null,
                Reason = command.Reason,
            },
            .. entry.Told,
        ]);
    }

    /// <summary>Whether the person who has a task passes it on, which counts as a return; a lead's transfer does not.</summary>
    private static bool IsByWorker(TransferTask command, TaskItem task) =>
        task.Worker is { } worker && command.By is { } by && Contact.Spelled(by) == worker.Contact;

    public static Decision Decide(TeamState state, ReopenTask command, TeamTime at)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (TaskLimits.CheckReason(command.Reason) is { } wrong)
        {
            return wrong;
        }

        if (task.State != TaskState.Completed)
        {
            return TaskRefusals.WrongState(task, "only a completed task can be reopened");
        }

        if (state.Parts.Queues.Find(task.Need.Queue) is not { Leaving: false } queue)
        {
            return Refusal.Conflict(
                "queue-gone",
                $"Queue {task.Need.Queue}, in which task {task.Id} was, takes no more tasks. Add a new task.");
        }

        var seconds = queue.Settings.ReopenSeconds;
        if (at.Elapsed >= task.EndedElapsed!.Value + TimeSpan.FromSeconds(seconds))
        {
            return Refusal.Conflict(
                "reopen-too-late",
                $"Task {task.Id} ended at {task.EndedAt:u}; queue {queue.Name} lets tasks be reopened for "
                    + $"{seconds} seconds. Add a new one.");
        }

        var need = EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at);
        return Decision.ForTask(task, new TaskQueued(
            task.Id,
            QueuedReason.Reopened,
            need,
            AgeingRules.Grown(queue.Settings, at.Elapsed - task.Queued.Elapsed))
        {
            Former = task.WorkerContact,
            FormerUntil = at.Wall.AddSeconds(seconds),
            Reason = command.Reason,
        });
    }

    /// <summary>A task goes back to its own queue; who had it is not asked again at once.</summary>
    public static IReadOnlyList<TeamEvent> Return(TeamState state, TaskItem task, QueuedReason why, string? reason, TeamTime at)
    {
        var need = EffectiveRequirementRules.Now(state.Parts, task, task.Steps, at);
        return
        [
            new TaskQueued(task.Id, why, need, AgeingRules.Grown(QueueOf(state, need).Settings, at.Elapsed - task.Queued.Elapsed))
            {
                Contact = task.WorkerContact,
                RestsUntil = OfferRules.RestsUntil(state, at),
                Reason = reason,
            },
        ];
    }

    private static TeamQueue QueueOf(TeamState state, EffectiveRequirements need) => state.Parts.Queues.Find(need.Queue)!;
}
