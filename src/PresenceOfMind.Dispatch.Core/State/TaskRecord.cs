using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A picture of a task at one position of the log, for answers, views and tables.</summary>
public sealed record TaskRecord
{
    [NotPersonal]
    public required string Id { get; init; }

    [Personal(Personal.Text)]
    public required string Title { get; init; }

    [Personal(Personal.Json)]
    public string? Attributes { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required long AddedBy { get; init; }

    public required TaskState State { get; init; }

    public TaskSpec Spec { get; init; } = TaskSpec.Plain;

    public required TaskNeed Need { get; init; }

    /// <summary>The priority now.</summary>
    public int Priority { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    [Personal(Personal.Contact)]
    public string? Worker { get; init; }

    [Personal(Personal.Name, Of = nameof(Worker))]
    public string? WorkerName { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? WrapsUpUntil { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Personal(Personal.Word)]
    public string? Outcome { get; init; }

    [Personal(Personal.Text)]
    public string? EndReason { get; init; }

    /// <summary>Null where an early release wrote the record.</summary>
    public TaskEndCause? EndCause { get; init; }

    public IReadOnlyList<TaskNote> Notes { get; init; } = [];

    /// <summary>The open offers.</summary>
    public IReadOnlyList<OpenOffer> Offers { get; init; } = [];

    public required long Version { get; init; }

    [NotPersonal]
    public string Queue => Need.Queue;

    public static TaskRecord Of(TaskItem task) => new()
    {
        Id = task.Id,
        Title = task.Title,
        Attributes = task.Attributes,
        AddedAt = task.AddedAt,
        AddedBy = task.AddedBy,
        State = task.State,
        Spec = task.Spec,
        Need = task.Need,
        Priority = task.Priority,
        QueuedAt = task.QueuedAt,
        EnteredAt = task.Entered.Wall,
        Worker = task.WorkerContact,
        WorkerName = task.WorkerName,
        AssignedAt = task.AssignedAt,
        CompletedAt = task.CompletedAt,
        WrapsUpUntil = task.WrapsUpUntil,
        StartsAt = task.StartsAt,
        EndedAt = task.EndedAt,
        Outcome = task.Outcome,
        EndReason = task.EndReason,
        EndCause = task.EndCause,
        Notes = task.Notes,
        Offers = !task.HasOffers ? [] : [.. task.Offers.Select(o => new OpenOffer(o.Number, o.Contact, o.At, o.Until))],
        Version = task.Version,
    };
}
