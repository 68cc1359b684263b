using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>Which queue takes a task that comes: a full one may refuse it, send it on, or tell an address.</summary>
internal static class EntryRules
{
    /// <summary>Where a task goes.</summary>
    /// <param name="Need">What it needs, in the queue that takes it.</param>
    /// <param name="Told">The addresses that are to be told.</param>
    /// <param name="Refusal">Why it is not taken; null where it is.</param>
    public readonly record struct Entry(EffectiveRequirements Need, IReadOnlyList<WebhookDue> Told, Refusal? Refusal);

    private static readonly IReadOnlyList<WebhookDue> NobodyTold = [];

    /// <summary>Finds the queue.</summary>
    /// <param name="state">The team.</param>
    /// <param name="id">The task.</param>
    /// <param name="need">What it needs.</param>
    /// <param name="mayRefuse">Whether it may be refused: not where it is in the team already.</param>
    public static Entry Find(TeamState state, TaskId id, EffectiveRequirements need, bool mayRefuse)
    {
        List<WebhookDue>? told = null;
        while (state.Parts.Queues.Find(need.Queue) is { Settings: var settings } queue && IsFull(state, queue, need))
        {
            var overflow = settings.WhenFull;
            if (overflow is { Action: OverflowAction.Queue, Queue: { } other } && state.Parts.Queues.Find(other) is not null)
            {
                need = OverflowNameRules.Drop(state, EffectiveRequirementRules.Stay(need, other));
                continue;
            }

            if (overflow is { Action: OverflowAction.Webhook, Url: { } url })
            {
                (told ??= []).Add(new WebhookDue(id, url, WebhookReason.Full) { Queue = queue.Name });
            }
            else if (overflow.Action == OverflowAction.Refuse && mayRefuse)
            {
                return new Entry(
                    need,
                    [],
                    Refusal.Conflict(
                        "queue-full",
                        $"Queue {queue.Name} is full: {(settings.MaxLength == 1 ? "a task waits" : $"{settings.MaxLength} tasks wait")} "
                            + "in it.",
                        "queue"));
            }

            break;
        }

        return new Entry(need, told ?? NobodyTold, null);
    }

    /// <summary>A task that goes to the queue that it needs, full or not.</summary>
    public static Entry Stay(EffectiveRequirements need) => new(need, NobodyTold, null);

    /// <summary>Whether a task would have to wait in a queue in which as many wait as may.</summary>
    private static bool IsFull(TeamState state, TeamQueue queue, EffectiveRequirements need) =>
        queue.Settings.MaxLength is { } most && queue.Length >= most && !state.Index.AnyAble(need);
}
