using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What a command brings about in a state: events, a refusal, or the answer that it got before.</summary>
/// <param name="Events">What happens; may be nothing.</param>
public readonly record struct Decision(IReadOnlyList<TeamEvent> Events)
{
    public static readonly Decision Nothing = new([]);

    public Refusal? Refusal { get; init; }

    /// <summary>The task that the answer shows; null for none.</summary>
    public TaskId? TaskId { get; init; }

    /// <summary>The first answer to a command that came before; null where it is new.</summary>
    public RememberedAnswer? Repeated { get; init; }

    public static implicit operator Decision(Refusal refusal) => new([]) { Refusal = refusal };

    /// <summary>Events whose answer shows a task.</summary>
    public static Decision ForTask(TaskItem task, params IReadOnlyList<TeamEvent> events) => new(events) { TaskId = task.Id };
}

/// <summary>What became of a command.</summary>
/// <param name="Entries">What was appended, already applied to the state; what had fallen due is among it, also where the command is
/// refused.</param>
/// <param name="Refusal">Why it was not carried out; null where it was.</param>
public sealed record Outcome(IReadOnlyList<LogEntry> Entries, Refusal? Refusal = null)
{
    /// <summary>The task that the answer shows; null for none, and where the command came before.</summary>
    public TaskItem? About { get; init; }

    /// <summary>The first answer to a command that came before; null where it is new.</summary>
    public RememberedAnswer? Repeated { get; init; }

    /// <summary>A copy of the task that the answer shows, to be taken before the team goes on; null for none.</summary>
    public TaskItem? Picture() => About is { } task ? task.Copy() : Repeated?.Task;
}
