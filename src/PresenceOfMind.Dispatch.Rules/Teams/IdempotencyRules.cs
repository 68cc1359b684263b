using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Rules.Teams;

/// <summary>Idempotency: the same command under the same key gets the first answer, another command is refused.</summary>
internal static class IdempotencyRules
{
    /// <summary>The keys under which a command's answer is remembered.</summary>
    public static IEnumerable<string> Keys(TeamCommand command)
    {
        if (command.Key is { } key)
        {
            yield return IdempotencyStore.OfCommand(key);
        }

        if (command is AddTask { Id: { } id })
        {
            yield return IdempotencyStore.OfTask(id);
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

            if (state.Answers.Find(IdempotencyStore.OfCommand(key)) is { } answer)
            {
                return state.Texts.IsSame(command, answer.Fingerprint)
                    ? Again(answer)
                    : new Refusal(
                        RefusalKind.Conflict,
                        "key-used",
                        "This Idempotency-Key was used for another request. Use a new key for a new request.",
                        "Idempotency-Key");
            }
        }

        if (command is not AddTask { Id: { } id } || state.Tasks.Find(id) is null)
        {
            return null;
        }

        return state.Answers.Find(IdempotencyStore.OfTask(id)) is { } first && state.Texts.IsSame(command, first.Fingerprint)
            ? Again(first)
            : IdIsTaken(id);
    }

    /// <summary>Another task has the id of a new one.</summary>
    public static Refusal IdIsTaken(TaskId id) =>
        Refusal.Conflict("task-exists", $"Another task already has the id {id}. Use another id, or omit it to get one.", "id");

    /// <summary>What is wrong with a key; null where nothing is.</summary>
    public static Refusal? CheckKey(string? key) => key is null || TaskLimits.IsKey(key)
        ? null
        : new Refusal(
            RefusalKind.Invalid,
            "invalid-key",
            $"An Idempotency-Key has 1 to {TaskLimits.MaxKeyLength} printable ASCII characters.",
            "Idempotency-Key");

    private static Decision Again(RememberedAnswer answer) => new([]) { Repeated = answer };
}
