namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Which waiting task is next: the one that first entered a queue, then the one that was added first.</summary>
internal sealed class WaitingOrder : IComparer<TaskRecord>
{
    public static readonly WaitingOrder Instance = new();

    public int Compare(TaskRecord? x, TaskRecord? y)
    {
        var byTime = x!.QueuedAt.CompareTo(y!.QueuedAt);
        return byTime != 0 ? byTime : x.AddedBy.CompareTo(y.AddedBy);
    }
}
