namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Which waiting task is next: the one of the higher priority now, then the one that first entered a queue, then the one that was added first.</summary>
internal sealed class TaskOrder : IComparer<TaskItem>
{
    public static readonly TaskOrder Instance = new();

    public int Compare(TaskItem? x, TaskItem? y)
    {
        if (x!.Priority != y!.Priority)
        {
            return x.Priority > y.Priority ? -1 : 1;
        }

        var byTime = x.QueuedAt.CompareTo(y.QueuedAt);
        return byTime != 0 ? byTime : x.AddedBy.CompareTo(y.AddedBy);
    }
}
