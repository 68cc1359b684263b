using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>
/// Answers to tasks that are added once more under their own ids when the machine has forgotten them: ids stay unique for ever.
/// </summary>
internal static class IdempotencyRows
{
    /// <summary>How many entries after that of the task its answer may stand.</summary>
    private const int Near = 200;

    /// <summary>What to answer to a task whose id is taken by one that ended long ago; null where the id is free.</summary>
    public static FirstAnswer? Find(Database database, TeamName team, TaskId id, AddTask command)
    {
        if (TaskRows.Find(database, team, id) is not { } known)
        {
            return null;
        }

        using var connection = database.OpenRead();
        var head = LogRows.Head(connection, team)!;
        var answered = known.AddedBy < head.First
            ? default
            : EventRows.Read(connection, team, known.AddedBy, known.AddedBy + Near)
                .FirstOrDefault(e => e.Event is CommandAnswered answer && answer.Key == IdempotencyStore.OfTask(id));
        return answered.Event is CommandAnswered first && RequestText.Instance.IsSame(command, first.Fingerprint)
            && LogRows.Replay(connection, team, head.First, answered.Position).Tasks.Find(id) is { } task
            ? new FirstAnswer(task.Copy())
            : new FirstAnswer(null);
    }
}

/// <summary>What was answered first to a task that is added once more.</summary>
/// <param name="Task">The task as the answer showed it; null where the id belongs to another task.</param>
internal sealed record FirstAnswer(TaskItem? Task);
