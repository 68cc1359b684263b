using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>
/// The tasks that want somebody, in lines: those that the same workers may take stand in one, and the lines in the order of their first
/// tasks.
/// </summary>
/// <param name="parts">The configuration.</param>
/// <param name="workers">The workers by their slots.</param>
internal sealed class DemandIndex(TeamParts parts, WorkerIndex workers)
{
    private const int MostEmptyDemands = 256;

    private readonly Dictionary<DemandKey, Demand> _demands = [];
    private readonly Stack<int> _freeDemandSlots = new();
    private readonly Stack<int> _freeTaskSlots = new();
    private Demand?[] _demandOf = new Demand?[64];
    private int _taskSlots;

    /// <summary>The demands that hold tasks, in the order of their first tasks.</summary>
    public OrderedList<Demand, Demand.ByHead> Heads { get; } = new(default);

    /// <summary>How many of them hold a task that nobody was looked for yet.</summary>
    public int Fresh { get; private set; }

    /// <summary>The demand in whose line a task stands; null where it stands in none.</summary>
    public Demand? Of(TaskItem task) => task.Slot < 0 ? null : _demandOf[task.Slot];

    /// <summary>The demand of a key; null where there is none.</summary>
    public Demand? Find(DemandKey key) => _demands.GetValueOrDefault(key);

    /// <summary>The key of a task's demand.</summary>
    public static DemandKey KeyOf(TaskItem task) => new(task.Need, task.PrefersUntil is null ? null : task.Spec.Preferred);

    /// <summary>A task's queue, and those that its route has added.</summary>
    public List<TeamQueue> QueuesOf(EffectiveRequirements need)
    {
        List<TeamQueue> queues = [];
        foreach (var name in (IEnumerable<QueueName>)[need.Queue, .. need.AlsoQueues])
        {
            if (parts.Queues.Find(name) is { } queue)
            {
                queues.Add(queue);
            }
        }

        return queues;
    }

    /// <summary>Whether one of these queues selects a worker.</summary>
    public bool IsCandidate(List<TeamQueue> queues, Worker worker)
    {
        foreach (var queue in queues)
        {
            if (workers.IsSelected(queue, worker))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a task out of its line, to be changed.</summary>
    public void Lift(TaskItem task)
    {
        if (Of(task) is not { } demand)
        {
            return;
        }

        _demandOf[task.Slot] = null;
        _freeTaskSlots.Push(task.Slot);
        task.Slot = -1;
        var wasHead = ReferenceEquals(demand.Head, task);
        if (wasHead)
        {
            Heads.Remove(demand);
        }

        demand.Waiting.Remove(task);
        if (!wasHead)
        {
            return;
        }

        demand.Head = demand.Waiting.First;
        if (demand.Head is not null)
        {
            Heads.Add(demand);
        }
        else
        {
            Settle(demand);
        }
    }

    /// <summary>Puts a task in line where it wants somebody.</summary>
    public void Place(TaskItem task)
    {
        if (!task.WantsSomebody)
        {
            return;
        }

        var demand = GetOrMake(task);
        TakeSlot(task, demand);
        demand.Waiting.Add(task);
        if (!ReferenceEquals(demand.Waiting.First, demand.Head))
        {
            if (demand.Head is not null)
            {
                Heads.Remove(demand);
            }

            demand.Head = demand.Waiting.First;
            Heads.Add(demand);
        }

        if (!demand.IsFresh)
        {
            demand.IsFresh = true;
            Fresh++;
        }
    }

    /// <summary>Says that all tasks of a demand were looked for.</summary>
    public void Settle(Demand demand)
    {
        if (demand.IsFresh)
        {
            demand.IsFresh = false;
            Fresh--;
        }
    }

    /// <summary>Looks anew at what a worker matches.</summary>
    public void Evaluate(Worker worker)
    {
        foreach (var demand in _demands.Values)
        {
            Evaluate(demand, worker);
        }
    }

    /// <summary>Takes a worker out of all demands.</summary>
    public void Remove(Worker worker)
    {
        foreach (var demand in _demands.Values)
        {
            Sort(demand, worker, EligibilityRule.None, isCandidate: false);
        }
    }

    /// <summary>Looks anew at the queues and channels of all demands, since their settings changed.</summary>
    public void Refresh()
    {
        DropEmpty();
        foreach (var demand in _demands.Values)
        {
            demand.Queues = QueuesOf(demand.Key.Need);
            demand.Group = workers.GroupOf(demand.Channel);
        }
    }

    /// <summary>
    /// The line for a task, made where there is none. Only what places a task calls this: whoever only looks makes nothing.
    /// </summary>
    private Demand GetOrMake(TaskItem task)
    {
        var (need, channel) = (task.Need, task.Channel);
        var key = KeyOf(task);
        if (_demands.TryGetValue(key, out var demand))
        {
            return demand;
        }

        if (_demands.Count >= MostEmptyDemands && _demands.Count >= 2 * (Heads.Count + MostEmptyDemands))
        {
            DropEmpty();
        }

        demand = new Demand(
            key,
            channel,
            workers.GetOrMakeRoom(channel, need.Units),
            _freeDemandSlots.TryPop(out var free) ? free : _demands.Count)
        {
            Queues = QueuesOf(need),
            Group = workers.GroupOf(channel),
        };
        _demands.Add(key, demand);
        foreach (var worker in workers.Slots)
        {
            if (worker is not null)
            {
                Evaluate(demand, worker);
            }
        }

        return demand;
    }

    private void TakeSlot(TaskItem task, Demand demand)
    {
        task.Slot = _freeTaskSlots.TryPop(out var free) ? free : _taskSlots++;
        if (task.Slot == _demandOf.Length)
        {
            Array.Resize(ref _demandOf, 2 * _demandOf.Length);
        }

        _demandOf[task.Slot] = demand;
    }

    private void Evaluate(Demand demand, Worker worker)
    {
        var isCandidate = IsCandidate(demand.Queues, worker);
        Sort(demand, worker, isCandidate ? MatchRules.FirstRefusal(demand.Key, worker.Settings) : EligibilityRule.None, isCandidate);
    }

    private void Sort(Demand demand, Worker worker, EligibilityRule rule, bool isCandidate)
    {
        demand.Candidates.Set(worker.Slot, isCandidate);
        demand.Match.Set(worker.Slot, isCandidate && rule == EligibilityRule.None);
        workers.MatchesOf(worker).Set(demand.Slot, isCandidate && rule == EligibilityRule.None);
        demand.LackSkills.Set(worker.Slot, rule == EligibilityRule.Skills);
        demand.LackLabels.Set(worker.Slot, rule == EligibilityRule.Labels);
    }

    private void DropEmpty()
    {
        foreach (var (key, demand) in _demands)
        {
            if (demand.Waiting.Count == 0)
            {
                _demands.Remove(key);
                _freeDemandSlots.Push(demand.Slot);
                foreach (var worker in workers.Slots)
                {
                    if (worker is not null)
                    {
                        workers.MatchesOf(worker).Set(demand.Slot, false);
                    }
                }
            }
        }

        workers.KeepRooms([.. _demands.Values.Select(d => d.Room)]);
    }
}
