namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task, as the team's log says.</summary>
/// <param name="Id">Unique in the team.</param>
/// <param name="Title">What is to be done, for people.</param>
/// <param name="Attributes">A JSON object for programs; null for none.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="AddedBy">The position of the event that added it.</param>
internal sealed record TaskRecord(string Id, string Title, string? Attributes, DateTimeOffset AddedAt, long AddedBy)
{
    public TaskState State { get; init; } = TaskState.Waiting;

    /// <summary>When it first entered a queue; it keeps that when it returns to one.</summary>
    public DateTimeOffset QueuedAt { get; init; } = AddedAt;

    /// <summary>The contact of who has it or completed it; null for nobody.</summary>
    public string? Worker { get; init; }

    /// <summary>That person's name when the task was given.</summary>
    public string? WorkerName { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The position of the last event that changed it.</summary>
    public long Version { get; init; } = AddedBy;

    public bool IsOpen => State is TaskState.Waiting or TaskState.Assigned;
}
