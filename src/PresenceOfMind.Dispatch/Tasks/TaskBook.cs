using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>The team's tasks: the open ones, and those that ended lately.</summary>
internal sealed class TaskBook(MatchIndex index, DueBook dues)
{
    private const int EndedShown = 20;

    private static readonly Comparer<TaskItem> ByAdding = Comparer<TaskItem>.Create((a, b) => a.AddedBy.CompareTo(b.AddedBy));

    private readonly Dictionary<string, TaskItem> _tasks = new(StringComparer.Ordinal);
    private readonly OrderedList<TaskItem> _open = new(ByAdding);
    private readonly LinkedList<TaskItem> _ended = new();

    public IEnumerable<TaskItem> All => _tasks.Values;

    /// <summary>The open tasks in the order in which they were added.</summary>
    public IEnumerable<TaskItem> Open => _open.All;

    public int OpenCount => _open.Count;

    /// <summary>The waiting tasks, those that are offered among them, the next one first.</summary>
    public IEnumerable<TaskItem> Waiting => _open.All.Where(t => t.IsWaiting).Order(TaskOrder.Instance);

    /// <summary>The last tasks that ended, the latest first.</summary>
    public IEnumerable<TaskItem> LastEnded => _ended;

    /// <summary>Those that wait and may keep a worker's room.</summary>
    public SortedSet<TaskItem> WantingRoom { get; } = new(ByAdding);

    public TaskItem? Find(string id) => _tasks.GetValueOrDefault(id);

    public void Add(TaskItem task)
    {
        _tasks.Add(task.Id, task);
        _open.Add(task);
        Place(task);
    }

    /// <summary>Puts a task in that was kept, with all that it has.</summary>
    public void Restore(TaskItem task)
    {
        _tasks.Add(task.Id, task);
        if (task.IsOpen)
        {
            _open.Add(task);
        }

        Place(task);
    }

    /// <summary>Says which tasks ended last.</summary>
    public void RestoreEnded(IEnumerable<TaskItem> ended)
    {
        foreach (var task in ended)
        {
            _ended.AddLast(task);
        }
    }

    /// <summary>Takes a task out of its line and its queue's counts, to be changed.</summary>
    public void Lift(TaskItem task)
    {
        index.Lift(task);
        if (task.IsOpen)
        {
            task.Queue.Live--;
            if (task.IsWaiting)
            {
                task.Queue.Length--;
            }
        }
    }

    /// <summary>Puts a task where it belongs after a change.</summary>
    public void Place(TaskItem task)
    {
        if (task.IsOpen)
        {
            task.Queue.Live++;
            if (task.IsWaiting)
            {
                task.Queue.Length++;
                index.Place(task);
            }
        }

        task.RoomSoughtIn = 0;
        if (task.WantsRoom)
        {
            WantingRoom.Add(task);
        }
        else if (WantingRoom.Count > 0)
        {
            WantingRoom.Remove(task);
        }

        var due = TaskDues.Next(task)?.At;
        if (due != task.NextDue)
        {
            task.NextDue = due;
            dues.Put(task);
        }
    }

    /// <summary>Moves a task that has ended among those that have.</summary>
    public void End(TaskItem task)
    {
        _open.Remove(task);
        _ended.AddFirst(task);
        if (_ended.Count > EndedShown)
        {
            _ended.RemoveLast();
        }
    }

    /// <summary>Moves a task that was reopened among the open ones.</summary>
    public void Reopen(TaskItem task)
    {
        _ended.Remove(task);
        _open.Add(task);
    }

    public void Forget(TaskItem task)
    {
        _tasks.Remove(task.Id);
        _ended.Remove(task);
        task.NextDue = null;
    }
}
