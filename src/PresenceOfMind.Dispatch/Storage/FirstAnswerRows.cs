using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Requests;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage;

/// <summary>Answers to tasks that are added once more under their own ids when the machine has forgotten them: ids stay unique for ever.</summary>
internal static class FirstAnswerRows
{
    /// <summary>How many entries after that of the task its answer may stand.</summary>
    private const int Near = 200;

    /// <summary>What to answer to a task whose id is taken by one that ended long ago; null where the id is free.</summary>
    public static CommandReply? Find(Database database, string team, string id, AddTask command)
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
                .FirstOrDefault(e => e.Event is CommandAnswered answer && answer.Key == AnswerBook.OfTask(id));
        return answered.Event is CommandAnswered first && RequestText.IsSame(command, first.Fingerprint)
            && LogRows.Replay(connection, team, head.First, answered.Position).Tasks.Find(id) is { } task
            ? new CommandReply { Task = TaskView.Of(TaskRecord.Of(task)) }
            : new CommandReply { Refusal = Refusal.Conflict("task-exists", $"There is another task {id} already; take another id, or leave it out to get one.", "id") };
    }
}
