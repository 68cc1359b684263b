using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>
/// Which events of a team somebody wants: those that fit in type, task and worker. It is the one filter of lists and streams of events;
/// <see cref="EventRows"/> reads by it. An empty list asks for nothing, so that every event fits.
/// </summary>
internal sealed record EventFilter
{
    /// <summary>Every event.</summary>
    public static EventFilter All { get; } = new();

    /// <summary>Only events of one of these names, which stand in <see cref="EventNames"/>.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Only events about one of these tasks.</summary>
    public IReadOnlyList<TaskId> Tasks { get; init; } = [];

    /// <summary>Only events about one of these workers, by the contacts' keys. An event may be about several workers.</summary>
    public IReadOnlyList<Contact> Workers { get; init; } = [];

    /// <summary>Whether every event fits.</summary>
    public bool IsAll => Types.Count + Tasks.Count + Workers.Count == 0;

    /// <summary>The events of one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="types">Only events of one of these names; none for all.</param>
    public static EventFilter ForTask(TaskId task, params IReadOnlyList<string> types) => new() { Tasks = [task], Types = types };

    /// <summary>The events of one worker.</summary>
    /// <param name="worker">The worker.</param>
    public static EventFilter ForWorker(Contact worker) => new() { Workers = [worker] };
}
