using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Storage.Tasks;

/// <summary>Which tasks of a team to list, and in which order.</summary>
public sealed record TaskQuery
{
    /// <summary>The most tasks of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Only tasks in one of these states; empty for all. Default empty.</summary>
    public IReadOnlyList<TaskState> States { get; init; } = [];

    /// <summary>Only tasks of this queue; null for any. Default null.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Only tasks that this contact has, or had when they ended; null for any. Default null.</summary>
    public Contact? Worker { get; init; }

    /// <summary>Only tasks of this channel; null for any. Default null.</summary>
    public ChannelName? Channel { get; init; }

    /// <summary>Only tasks of at least this priority; null for any. Default null.</summary>
    public int? PriorityFrom { get; init; }

    /// <summary>Only tasks whose title has this in it, whatever the case of its letters A to Z; null for any. Default null.</summary>
    public string? Text { get; init; }

    /// <summary>Only tasks added at this time or later; null for any. Default null.</summary>
    public DateTimeOffset? AddedFrom { get; init; }

    /// <summary>Only tasks added before this time; null for any. Default null.</summary>
    public DateTimeOffset? AddedUntil { get; init; }

    /// <summary>Only tasks that ended at this time or later; null for any. Default null.</summary>
    public DateTimeOffset? EndedFrom { get; init; }

    /// <summary>Only tasks that ended before this time; null for any. Default null.</summary>
    public DateTimeOffset? EndedUntil { get; init; }

    /// <summary>What the list is sorted by. Default by when they were added.</summary>
    public TaskSort Sort { get; init; } = TaskSort.Added;

    /// <summary>Whether the greatest comes first. Default true.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>The length of a page, 1 to 500. Default 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only tasks after this place, as the page before gave it; null for the first page. Default null.</summary>
    public Cursor? After { get; init; }
}

/// <summary>What tasks are sorted by; equals come in the order in which they were added.</summary>
public enum TaskSort
{
    /// <summary>When they were added.</summary>
    Added,

    /// <summary>When they were changed last.</summary>
    Changed,

    /// <summary>Their priority.</summary>
    Priority,

    /// <summary>When they ended; open ones as if that were never.</summary>
    Ended,
}
