using System.Globalization;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>What can be done with tasks, and what it does to them.</summary>
internal static class TaskRules
{
    public static Decision Decide(TeamState state, AddTask command)
    {
        if (TaskLimits.Check(command) is { } refusal)
        {
            return refusal;
        }

        string? attributes = null;
        if (command.Attributes is { } text && !TaskAttributes.TryNormalize(text, out attributes))
        {
            return Refusal.Invalid(
                "attributes",
                $"Attributes are a JSON object with each member once, at most {TaskLimits.MaxAttributesDepth} deep and {TaskLimits.MaxAttributesLength} characters long.");
        }

        var id = command.Id ?? NewId(state);
        return new Decision([new TaskAdded(id, command.Title, attributes)]) { TaskId = id };
    }

    public static Decision Decide(TeamState state, CompleteTask command) => state.Tasks.Find(command.Id) switch
    {
        null => NotFound(command.Id),
        { State: TaskState.Assigned } task => new Decision([new TaskCompleted(task.Id)]) { TaskId = task.Id },
        { State: TaskState.Waiting } task => new Refusal(
            RefusalKind.Conflict, "task-waiting", $"Task {task.Id} is not assigned yet, so nobody can have done it; cancel it if it is no longer needed."),
        var task => Ended(task),
    };

    public static Decision Decide(TeamState state, CancelTask command) => state.Tasks.Find(command.Id) switch
    {
        null => NotFound(command.Id),
        { IsOpen: true } task => new Decision([new TaskCancelled(task.Id)]) { TaskId = task.Id },
        var task => Ended(task),
    };

    public static Decision CancelOpen(TeamState state) => new([.. state.Tasks.Open.Select(t => new TaskCancelled(t.Id))]);

    public static void Apply(TeamState state, in LogEntry entry)
    {
        switch (entry.Event)
        {
            case TaskAdded e:
                state.Tasks.Put(new TaskRecord(e.Id, e.Title, e.Attributes, entry.At, entry.Position));
                break;
            case TaskAssigned e:
                Assign(state, e, entry);
                break;
            case TaskCompleted e:
                End(state, e.Id, TaskState.Completed, entry);
                break;
            case TaskCancelled e:
                End(state, e.Id, TaskState.Cancelled, entry);
                break;
        }
    }

    /// <summary>The tasks that entries changed, as they are now.</summary>
    public static IReadOnlyList<TaskRecord> Changed(TeamState state, IReadOnlyList<LogEntry> entries) =>
    [
        .. entries.Select(e => e.Event switch
        {
            TaskAdded t => t.Id,
            TaskAssigned t => t.Id,
            TaskCompleted t => t.Id,
            TaskCancelled t => t.Id,
            _ => null,
        }).OfType<string>().Distinct().Select(id => state.Tasks.Find(id)!),
    ];

    private static void Assign(TeamState state, TaskAssigned e, in LogEntry entry)
    {
        var worker = state.Roster.Find(e.Contact)!;
        state.Roster.Lift(worker);
        worker.TaskId = e.Id;
        state.Roster.Place(worker);
        state.Tasks.Put(state.Tasks.Find(e.Id)! with
        {
            State = TaskState.Assigned,
            Worker = worker.Contact,
            WorkerName = worker.Name,
            AssignedAt = entry.At,
            Version = entry.Position,
        });
    }

    private static void End(TeamState state, string id, TaskState end, in LogEntry entry)
    {
        var task = state.Tasks.Find(id)!;
        if (task is { State: TaskState.Assigned, Worker: { } contact })
        {
            var worker = state.Roster.Find(contact)!;
            state.Roster.Lift(worker);
            worker.TaskId = null;
            worker.IdleSince = entry.At;
            state.Roster.Place(worker);
        }

        state.Tasks.Put(task with { State = end, EndedAt = entry.At, Version = entry.Position });
    }

    private static string NewId(TeamState state)
    {
        for (var number = state.Position + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t-{number}");
            if (state.Tasks.Find(id) is null)
            {
                return id;
            }
        }
    }

    /// <summary>There is no task of that id.</summary>
    public static Refusal NotFound(string id) =>
        new(RefusalKind.NotFound, "task-unknown", $"There is no task {(TaskLimits.IsId(id) ? id : "of that id")}.");

    private static Refusal Ended(TaskRecord task) =>
        new(RefusalKind.Conflict, "task-ended", $"Task {task.Id} is {(task.State == TaskState.Completed ? "completed" : "cancelled")} already.");
}
