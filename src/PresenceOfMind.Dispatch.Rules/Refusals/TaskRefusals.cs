using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Rules.Refusals;

/// <summary>Why commands about tasks are refused.</summary>
internal static class TaskRefusals
{
    /// <summary>There is no task of that id.</summary>
    public static Refusal NotFound(TaskId id) =>
        new(RefusalKind.NotFound, "task-unknown", $"There is no task {(id.IsValid ? id.Value : "of that id")}.");

    /// <summary>There is no such worker.</summary>
    public static Refusal NoWorker(Contact contact, string field = "worker") =>
        new(
            RefusalKind.NotFound,
            "worker-unknown",
            $"{(FreeText.IsLine(contact.Value) && contact.Value.Length <= 200 ? contact.Value : "This")} is not a worker of this team.",
            field);

    /// <summary>A task is not in a state in which this can be done with it.</summary>
    public static Refusal WrongState(TaskItem task, string wish) => Refusal.Conflict(
        task.IsOpen ? $"task-{Spelling.Kebab(task.State)}" : "task-ended",
        $"Task {task.Id} is {InWords(task.State)}{(task.WorkerName is { } name && task.Worker is not null ? $" ({name})" : "")}; {wish}.");

    /// <summary>A worker has no room for a task.</summary>
    public static Refusal NoRoom(TaskItem task, string name) => Refusal.Conflict(
        "no-room", $"{name} has no free capacity for {task.Units} {(task.Units == 1 ? "unit" : "units")} of {task.Channel.Name} now.");

    /// <summary>A rule refuses a worker.</summary>
    public static string Because(EligibilityRule rule) => rule switch
    {
        EligibilityRule.Unconfirmed => "the presence is not confirmed",
        EligibilityRule.Presence => "the presence does not fit the channel",
        EligibilityRule.Settling => "the presence has not held long enough",
        EligibilityRule.Paused => "paused",
        EligibilityRule.Draining => "the worker is draining",
        EligibilityRule.Closed => "it is outside working hours",
        EligibilityRule.Skills => "a skill is missing",
        EligibilityRule.Labels => "a label is missing or cannot be compared",
        EligibilityRule.Excluded => "the task excludes this worker",
        EligibilityRule.Room => "there is no free capacity",
        EligibilityRule.Asked => "is asked already",
        EligibilityRule.Resting => "the task and the worker are in their cool-down",
        _ => "able",
    };

    /// <summary>A state for people.</summary>
    public static string InWords(TaskState state) => state switch
    {
        TaskState.OnHold => "on hold",
        TaskState.WrappingUp => "in wrap-up",
        _ => Spelling.Kebab(state),
    };
}
