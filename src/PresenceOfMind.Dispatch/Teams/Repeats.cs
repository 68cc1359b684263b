using PresenceOfMind.Dispatch.Requests;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Commands that come again: the same under the same key gets the first answer, another is refused.</summary>
internal static class Repeats
{
    /// <summary>The keys under which a command's answer is remembered.</summary>
    public static IEnumerable<string> Keys(TeamCommand command)
    {
        if (command.Key is { } key)
        {
            yield return AnswerBook.OfCommand(key);
        }

        if (command is AddTask { Id: { } id })
        {
            yield return AnswerBook.OfTask(id);
        }
    }

    /// <summary>The first answer or a refusal; null where the command is new.</summary>
    public static Decision? Decide(TeamState state, TeamCommand command)
    {
        if (command.Key is { } key)
        {
            if (CheckKey(key) is { } wrong)
            {
                return wrong;
            }

            if (state.Answers.Find(AnswerBook.OfCommand(key)) is { } answer)
            {
                return RequestText.IsSame(command, answer.Fingerprint)
                    ? Again(answer)
                    : new Refusal(RefusalKind.Conflict, "key-used", "This Idempotency-Key came with another request before; take a new key for a new request.", "Idempotency-Key");
            }
        }

        if (command is not AddTask { Id: { } id } || state.Tasks.Find(id) is null)
        {
            return null;
        }

        return state.Answers.Find(AnswerBook.OfTask(id)) is { } first && RequestText.IsSame(command, first.Fingerprint)
            ? Again(first)
            : new Refusal(RefusalKind.Conflict, "task-exists", $"There is another task {id} already; take another id, or leave it out to get one.", "id");
    }

    /// <summary>What is wrong with a key; null where nothing is.</summary>
    public static Refusal? CheckKey(string? key) => key is null || TaskLimits.IsKey(key)
        ? null
        : new Refusal(RefusalKind.Invalid, "invalid-key", $"An Idempotency-Key has 1 to {TeamCommand.MaxKeyLength} printable ASCII characters.", "Idempotency-Key");

    private static Decision Again(Answer answer) => new([]) { Repeated = answer };

    /// <summary>A refusal where a command asks for another version of a task than there is; null where it does not.</summary>
    public static Refusal? CheckVersion(TeamState state, TeamCommand command) =>
        command is TaskCommand { IfVersion: { } versions } about && state.Tasks.Find(about.Id) is { } task && !versions.Contains(task.Version)
            ? new Refusal(RefusalKind.Stale, "task-changed", $"Task {task.Id} has changed since you looked at it; read it again.")
            : null;
}
