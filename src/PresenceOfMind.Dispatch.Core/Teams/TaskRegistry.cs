using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Matching;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>The team's tasks: the open ones, and those that ended lately.</summary>
public sealed class TaskRegistry(MatchIndex index, Agenda agenda, DueQueue dues)
{
    private const int EndedShown = 20;

    private static readonly Comparer<TaskItem> ByAdding = Comparer<TaskItem>.Create((a, b) => a.AddedBy.CompareTo(b.AddedBy));

    // Apart, since almost all lookups are for the few that are open.
    private readonly Dictionary<TaskId, TaskItem> _open = [];
    private readonly Dictionary<TaskId, TaskItem> _ended = [];
    private readonly List<TaskItem> _lastEnded = new(EndedShown + 1);
    private readonly SortedSet<TaskItem> _wantingRoom = new(ByAdding);
    private readonly SortedSet<TaskItem> _countingOnPeople = new(ByAdding);

    /// <summary>All, in no order.</summary>
    public IEnumerable<TaskItem> All => _open.Values.Concat(_ended.Values);

    /// <summary>The open tasks in the order in which they were added.</summary>
    public IEnumerable<TaskItem> Open => _open.Values.Order(ByAdding);

    /// <summary>The open tasks in no order.</summary>
    public Dictionary<TaskId, TaskItem>.ValueCollection EachOpen => _open.Values;

    public int OpenCount => _open.Count;

    /// <summary>The waiting tasks, those that are offered among them, the next one first.</summary>
    public IEnumerable<TaskItem> Waiting => _open.Values.Where(t => t.IsWaiting).Order(TaskOrder.Instance);

    /// <summary>The last tasks that ended, the latest first.</summary>
    public IReadOnlyList<TaskItem> LastEnded => _lastEnded;

    /// <summary>Those that wait and may keep a worker's room.</summary>
    public IReadOnlySet<TaskItem> WantingRoom => _wantingRoom;

    /// <summary>Those that wait for people whom they prefer or name.</summary>
    public IReadOnlySet<TaskItem> CountingOnPeople => _countingOnPeople;

    public TaskItem? Find(TaskId id) => _open.TryGetValue(id, out var task) || _ended.TryGetValue(id, out task) ? task : null;

    internal void Add(TaskItem task)
    {
        _open.Add(task.Id, task);
        Place(task);
    }

    /// <summary>Puts a task in that was kept, with all that it has.</summary>
    internal void Restore(TaskItem task)
    {
        (task.IsOpen ? _open : _ended).Add(task.Id, task);
        Place(task);
    }

    /// <summary>Says which tasks ended last.</summary>
    internal void RestoreEnded(IEnumerable<TaskItem> ended) => _lastEnded.AddRange(ended);

    /// <summary>Takes a task out of its line and its queue's counts, to be changed.</summary>
    internal void Lift(TaskItem task)
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
    internal void Place(TaskItem task)
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

        agenda.Change(task, task.CountsOnPeople);
        if (task.WantsRoom)
        {
            _wantingRoom.Add(task);
        }
        else if (_wantingRoom.Count > 0)
        {
            _wantingRoom.Remove(task);
        }

        if (task.CountsOnPeople)
        {
            _countingOnPeople.Add(task);
        }
        else if (_countingOnPeople.Count > 0)
        {
            _countingOnPeople.Remove(task);
        }

        var (due, wallDue) = TaskDues.Next(task);
        if (due != task.NextDue)
        {
            task.NextDue = due;
            dues.Schedule(task);
        }

        if (wallDue != task.NextWallDue)
        {
            task.NextWallDue = wallDue;
            dues.ScheduleWall(task);
        }
    }

    /// <summary>Moves a task that has ended among those that have.</summary>
    internal void End(TaskItem task)
    {
        _open.Remove(task.Id);
        _ended.Add(task.Id, task);
        _lastEnded.Insert(0, task);
        if (_lastEnded.Count > EndedShown)
        {
            _lastEnded.RemoveAt(EndedShown);
        }
    }

    /// <summary>Moves a task that was reopened among the open ones.</summary>
    internal void Reopen(TaskItem task)
    {
        _ended.Remove(task.Id);
        _lastEnded.Remove(task);
        _open.Add(task.Id, task);
    }

    internal void Forget(TaskItem task)
    {
        _ended.Remove(task.Id);
        _lastEnded.Remove(task);
        (task.NextDue, task.NextWallDue) = (null, null);
    }
}
