namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Which tasks of a team to list, the newest first.</summary>
public sealed record TaskQuery
{
    /// <summary>The most tasks of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Only tasks in one of these states; empty for all. Default empty.</summary>
    public IReadOnlyList<TaskState> States { get; init; } = [];

    /// <summary>How many at most, 1 to 500. Default 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only tasks older than this cursor, as <see cref="TaskPage.Next"/> gave it; null for the newest. Default null.</summary>
    public long? Before { get; init; }
}

/// <summary>Some tasks of a team.</summary>
/// <param name="Tasks">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
public sealed record TaskPage(IReadOnlyList<TaskView> Tasks, long? Next);
