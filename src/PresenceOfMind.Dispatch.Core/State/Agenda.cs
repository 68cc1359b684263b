namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// What the rules still have to look at since the state changed. It follows from the state and is no part of it: a rule that finds
/// nothing to do says so here, and is not asked about the same thing again before something changes.
/// </summary>
public sealed class Agenda
{
    private readonly SortedSet<Worker> _doubtful = new(Comparer<Worker>.Create((a, b) => a.Order.CompareTo(b.Order)));
    private readonly HashSet<TaskItem> _changed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TaskItem, long> _roomSought = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether somebody stopped working, or a task came to where nobody may work, since this was last looked at.</summary>
    public bool MayHaveNobody { get; internal set; }

    /// <summary>The first worker whose open offers may have to be withdrawn, or who may leave; null for none.</summary>
    public Worker? Doubtful => _doubtful.Min;

    /// <summary>The tasks that count on people and changed since they were last looked at, in the order in which they were added.</summary>
    public IReadOnlyList<TaskItem> Changed => _changed.Count == 0 ? [] : [.. _changed.OrderBy(t => t.AddedBy)];

    /// <summary>Whether there are such tasks.</summary>
    public bool HasChanged => _changed.Count > 0;

    /// <summary>Says that nothing follows for a worker.</summary>
    public void Settle(Worker worker) => _doubtful.Remove(worker);

    /// <summary>Says that nothing follows from what nobody works on.</summary>
    public void SettleNobody() => MayHaveNobody = false;

    /// <summary>Says that all changed tasks were looked at.</summary>
    public void SettleChanged() => _changed.Clear();

    /// <summary>Whether room was sought for a task already since somebody became able.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hope">The count of the index.</param>
    public bool WasRoomSought(TaskItem task, long hope) => _roomSought.TryGetValue(task, out var sought) && sought == hope;

    /// <summary>Says that nobody's room can be kept for a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hope">The count of the index.</param>
    public void SettleRoom(TaskItem task, long hope) => _roomSought[task] = hope;

    /// <summary>Says that a worker's open offers are to be looked at, or whether the worker may leave.</summary>
    internal void Doubt(Worker worker)
    {
        if (worker.Offers.Count > 0 || worker.Leaving || worker.ReservedFor is not null)
        {
            _doubtful.Add(worker);
        }
    }

    /// <summary>Says that a task changed.</summary>
    /// <param name="task">The task.</param>
    /// <param name="countsOnPeople">Whether it waits for people whom it prefers or names.</param>
    internal void Change(TaskItem task, bool countsOnPeople)
    {
        if (_roomSought.Count > 0)
        {
            _roomSought.Remove(task);
        }

        if (countsOnPeople)
        {
            _changed.Add(task);
        }
        else if (_changed.Count > 0)
        {
            _changed.Remove(task);
        }
    }
}
