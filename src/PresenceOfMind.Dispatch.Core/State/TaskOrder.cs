namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// Which waiting task is next: the one of the higher priority now, then the one that first entered a queue, then the one that was added
/// first.
/// </summary>
public readonly struct TaskOrder : IComparer<TaskItem>
{
    public static readonly IComparer<TaskItem> Instance = default(TaskOrder);

    /// <summary>Whether a task goes before another one.</summary>
    public static bool IsBefore(TaskItem x, TaskItem y) => default(TaskOrder).Compare(x, y) < 0;

    public int Compare(TaskItem? x, TaskItem? y)
    {
        if (x!.Priority != y!.Priority)
        {
            return x.Priority > y.Priority ? -1 : 1;
        }

        var byTime = x.Queued.Elapsed.CompareTo(y.Queued.Elapsed);
        return byTime != 0 ? byTime : x.AddedBy.CompareTo(y.AddedBy);
    }
}
