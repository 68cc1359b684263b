using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>Notes, and changes of a task: while it waits, it is routed anew.</summary>
internal static class ChangeRules
{
    public static Decision Decide(TeamState state, AddNote command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        _ when TaskLimits.CheckNote(command.Text, "text") is { } wrong => wrong,
        var task => Decision.ForTask(task, new TaskNoted(task.Id, command.Text)),
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
        if (command.Attributes is { } patch && !state.Parts.Attributes.TryMerge(task.Attributes, patch, out attributes))
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
            return Decision.ForTask(task);
        }

        // Where the route chooses another queue than it would have chosen before, the task goes there; otherwise it stays where it is.
        var waited = task.State == TaskState.Scheduled ? TimeSpan.Zero : at.Elapsed - task.Queued.Elapsed;
        var before = EffectiveRequirementRules.Compute(
            state.Parts,
            task.Spec,
            EffectiveRequirementRules.Facts(state.Parts, task),
            task.Steps,
            waited,
            task.Need.Queue);
        var facts = spec.Route is null ? null : EffectiveRequirementRules.Facts(state.Parts, title, spec, attributes);
        var need = EffectiveRequirementRules.KeepNames(
            EffectiveRequirementRules.Compute(state.Parts, spec, facts, task.Steps, waited, task.Need.Queue),
            task);
        var isRerouted = need.Queue != before.Queue && need.Queue != task.Need.Queue;
        if (!isRerouted || !task.IsWaiting)
        {
            var stays = isRerouted && task.State == TaskState.Scheduled ? need : EffectiveRequirementRules.Stay(need, task.Need.Queue);
            return Decision.ForTask(task, new TaskChanged(task.Id, title, attributes, spec, stays));
        }

        var entry = EntryRules.Find(state, task.Id, need, mayRefuse: false);
        var queue = state.Parts.Queues.Find(entry.Need.Queue)!;
        return Decision.ForTask(task,
        [
            new TaskChanged(task.Id, title, attributes, spec, EffectiveRequirementRules.Stay(need, task.Need.Queue)),
            .. Offers.OfferRules.WithdrawAll(task, WithdrawalCause.Rerouted),
            new TaskQueued(task.Id, QueuedReason.Rerouted, entry.Need, AgeingRules.Grown(queue.Settings, waited)),
            .. entry.Told,
        ]);
    }
}
