using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Tasks;

/// <summary>How tasks end: done and wrapped up, called off, or expired.</summary>
internal static class EndRules
{
    public static Decision Decide(TeamState state, CompleteTask command, TeamTime at)
    {
        if (state.Tasks.Find(command.Id) is not { } task)
        {
            return TaskRefusals.NotFound(command.Id);
        }

        if (TaskLimits.CheckNote(command.Note) is { } wrong)
        {
            return wrong;
        }

        if (task.State != TaskState.Assigned)
        {
            return TaskRefusals.WrongState(task, task.State switch
            {
                TaskState.OnHold => "resume it before you complete it",
                TaskState.Scheduled or TaskState.Waiting or TaskState.Offered =>
                    "no worker has it yet: cancel it if it is no longer needed",
                _ => "it was completed or cancelled before",
            });
        }

        var settings = task.Queue.Settings;
        if (settings.Outcomes.Count == 0
            ? command.Outcome is not null
            : command.Outcome is null || !settings.Outcomes.Contains(command.Outcome, StringComparer.Ordinal))
        {
            return Refusal.Invalid("outcome", settings.Outcomes.Count == 0
                ? $"Queue {task.Queue.Name} has no outcomes; omit outcome."
                : $"Queue {task.Queue.Name} takes one of these outcomes: {string.Join(", ", settings.Outcomes)}.");
        }

        DateTimeOffset? until = settings.WrapUpSeconds > 0 ? at.Wall.AddSeconds(settings.WrapUpSeconds) : null;
        var completed = new TaskCompleted(task.Id, task.WorkerContact!.Value, command.Outcome, until);
        return command.Note is { } note
            ? Decision.ForTask(task, new TaskNoted(task.Id, note), completed)
            : Decision.ForTask(task, completed);
    }

    public static Decision Decide(TeamState state, FinishWrapUp command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        { State: TaskState.WrappingUp } task => Decision.ForTask(task, new TaskWrappedUp(task.Id, task.WorkerContact!.Value)),
        var task => TaskRefusals.WrongState(task, "only a task in wrap-up can be finished"),
    };

    public static Decision Decide(TeamState state, CancelTask command) => state.Tasks.Find(command.Id) switch
    {
        null => TaskRefusals.NotFound(command.Id),
        _ when TaskLimits.CheckReason(command.Reason) is { } wrong => wrong,
        { IsOpen: true, State: not TaskState.WrappingUp } task =>
            Decision.ForTask(
                task,
                [.. OfferRules.WithdrawAll(
                    task,
                    WithdrawalCause.CalledOff), new TaskCancelled(task.Id, task.WorkerContact, command.Reason)]),
        var task => TaskRefusals.WrongState(task, "it cannot be cancelled any more"),
    };

    public static Decision Decide(TeamState state, CancelOpenTasks command)
    {
        if (TaskLimits.CheckReason(command.Reason) is { } wrong)
        {
            return wrong;
        }

        var events = new List<TeamEvent>();
        foreach (var task in state.Tasks.Open)
        {
            if (task.State == TaskState.WrappingUp)
            {
                events.Add(new TaskWrappedUp(task.Id, task.WorkerContact!.Value));
                continue;
            }

            events.AddRange(OfferRules.WithdrawAll(task, WithdrawalCause.CalledOff));
            events.Add(new TaskCancelled(task.Id, task.WorkerContact, command.Reason));
        }

        return new Decision(events);
    }
}
