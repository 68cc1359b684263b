using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Routes;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Notes, and changes of a task: while it waits, it is routed anew.</summary>
internal static class ChangeRules
{
    public static Decision Decide(TeamState state, AddNote command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        _ when TaskLimits.CheckNote(command.Text, "text") is { } wrong => wrong,
        var task => Decision.Of(task, new TaskNoted(task.Id, command.Text)),
    };

    public static Decision Decide(TeamState state, ChangeTask command, TeamTime at)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (command.Title is { } newTitle && TaskLimits.CheckTitle(newTitle) is { } wrong)
        {
            return wrong;
        }

        var attributes = task.Attributes;
        if (command.Attributes is { } patch && !TaskAttributes.TryMerge(task.Attributes, patch, out attributes))
        {
            return TaskLimits.Attributes;
        }

        if (command.Priority is < -SpecRules.MaxPriority or > SpecRules.MaxPriority)
        {
            return Refusal.Invalid("priority", $"A priority is between -{SpecRules.MaxPriority} and {SpecRules.MaxPriority}.");
        }

        if (!task.IsOpen)
        {
            return TaskRefusals.WrongState(task, "only a task that has not ended can be changed");
        }

        var title = command.Title ?? task.Title;
        var spec = command.Priority is { } priority ? task.Spec with { Priority = priority } : task.Spec;
        if (title == task.Title && attributes == task.Attributes && spec.Priority == task.Spec.Priority)
        {
            return Decision.Of(task);
        }

        // Where the route chooses another queue than it would have chosen before, the task goes there; otherwise it stays where it is.
        var waited = task.State == TaskState.Scheduled ? TimeSpan.Zero : at.Elapsed - task.Queued.Elapsed;
        var before = NeedRules.Of(state.Parts, task.Spec, NeedRules.Facts(task), task.Steps, waited, task.Need.Queue);
        var facts = spec.Route is null ? null : new TaskFacts(title, spec.Channel, spec.Priority, spec.Units, attributes);
        var need = NeedRules.KeepNames(NeedRules.Of(state.Parts, spec, facts, task.Steps, waited, task.Need.Queue), task);
        var isRerouted = need.Queue != before.Queue && need.Queue != task.Need.Queue;
        if (!isRerouted || !task.IsWaiting)
        {
            var stays = isRerouted && task.State == TaskState.Scheduled ? need : NeedRules.Stay(need, task.Need.Queue);
            return Decision.Of(task, new TaskChanged(task.Id, title, attributes, spec, stays));
        }

        var entry = EntryRules.Find(state, task.Id, need, mayRefuse: false);
        var queue = state.Parts.Queues.Find(entry.Need.Queue)!;
        return Decision.Of(task,
        [
            new TaskChanged(task.Id, title, attributes, spec, NeedRules.Stay(need, task.Need.Queue)),
            .. Offers.OfferRules.WithdrawAll(task, "the task was routed anew"),
            new TaskQueued(task.Id, QueuedBecause.Rerouted, entry.Need, AgeingRules.Grown(queue.Settings, waited)),
            .. entry.Told,
        ]);
    }
}
