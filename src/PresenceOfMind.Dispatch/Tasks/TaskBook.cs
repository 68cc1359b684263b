namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>The team's tasks, with the waiting ones in order and the open ones at hand.</summary>
internal sealed class TaskBook
{
    private const int EndedShown = 20;

    private readonly Dictionary<string, TaskRecord> _tasks = new(StringComparer.Ordinal);
    private readonly SortedSet<TaskRecord> _waiting = new(WaitingOrder.Instance);
    private readonly SortedDictionary<long, string> _open = [];
    private readonly LinkedList<string> _ended = new();

    public IEnumerable<TaskRecord> All => _tasks.Values;

    public IReadOnlyCollection<TaskRecord> Waiting => _waiting;

    public TaskRecord? NextWaiting => _waiting.Min;

    /// <summary>The open tasks in the order in which they were added.</summary>
    public IEnumerable<TaskRecord> Open => _open.Values.Select(id => _tasks[id]);

    /// <summary>The last tasks that ended, the latest first.</summary>
    public IEnumerable<TaskRecord> LastEnded => _ended.Select(id => _tasks[id]);

    public TaskRecord? Find(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>Puts a task in, in the place of what was known of it.</summary>
    public void Put(TaskRecord task)
    {
        if (_tasks.TryGetValue(task.Id, out var before) && before.State == TaskState.Waiting)
        {
            _waiting.Remove(before);
        }

        _tasks[task.Id] = task;
        if (task.State == TaskState.Waiting)
        {
            _waiting.Add(task);
        }

        if (task.IsOpen)
        {
            _open[task.AddedBy] = task.Id;
        }
        else if (_open.Remove(task.AddedBy))
        {
            _ended.AddFirst(task.Id);
            if (_ended.Count > EndedShown)
            {
                _ended.RemoveLast();
            }
        }
    }
}
