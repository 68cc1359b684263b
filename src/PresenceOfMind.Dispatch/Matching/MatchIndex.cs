using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Matching;

/// <summary>
/// What a decision asks for, kept at hand: who is ready for which channels, who has room, who matches which demand, the demands
/// in the order of their first tasks, and what was not yet looked at. It follows from the state and decides nothing.
/// </summary>
internal sealed partial class MatchIndex
{
    private const int MostEmptyDemands = 256;
    private const int FewFresh = 8;

    private readonly TeamParts _parts;
    private readonly Roster _roster;
    private readonly List<ReadyGroup> _groups = [];
    private readonly List<RoomSet> _rooms = [];
    private readonly List<WorkerOrder> _orders = [];
    private readonly Dictionary<(string Name, string By, int Seed), WorkerOrder> _orderOf = [];
    private readonly Dictionary<DemandKey, Demand> _demands = [];
    private readonly OrderedList<Demand, Demand.ByHead> _heads = new(default);
    private readonly List<Worker?> _slots = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly Stack<int> _freeDemandSlots = new();
    private readonly List<Worker> _fresh = [];
    private readonly ReadyGroup _usual;
    private int _freshDemands;

    public MatchIndex(TeamParts parts, Roster roster)
    {
        _parts = parts;
        _roster = roster;
        _usual = GetOrMakeGroup(Ability.UsualStates);
    }

    /// <summary>Counts the times that somebody became able: a demand for which nobody was found need not be looked at again before the next.</summary>
    public long Hope { get; private set; } = 1;

    /// <summary>The workers who count as working.</summary>
    public SlotSet Working { get; } = new();

    /// <summary>Those whose open offers may have to be withdrawn, or who may leave.</summary>
    public SortedSet<Worker> Unsure { get; } = new(Comparer<Worker>.Create((a, b) => a.Order.CompareTo(b.Order)));

    /// <summary>Whether somebody stopped working, or a task came to where nobody may work, since this was last looked at.</summary>
    public bool MayHaveNobody { get; set; }

    /// <summary>The presence that takes some channel, as bits.</summary>
    public int AnyStates => _groups.Aggregate(0, (all, group) => all | group.States);

    /// <summary>The group of channels that a presence may take, made where there is none.</summary>
    public ReadyGroup GetOrMakeGroup(int states)
    {
        foreach (var group in _groups)
        {
            if (group.States == states)
            {
                return group;
            }
        }

        var made = new ReadyGroup(states, _groups.Count);
        _groups.Add(made);
        foreach (var worker in _slots)
        {
            if (worker is not null)
            {
                var rules = worker.Rules;
                Array.Resize(ref rules, _groups.Count);
                worker.Rules = rules;
                made.By(AbilityRule.None).Set(worker.Slot, true);
                Update(worker, made);
            }
        }

        return made;
    }

    public void Add(Worker worker)
    {
        worker.Slot = _freeSlots.TryPop(out var free) ? free : _slots.Count;
        if (worker.Slot == _slots.Count)
        {
            _slots.Add(worker);
        }
        else
        {
            _slots[worker.Slot] = worker;
        }

        worker.Rules = new AbilityRule[_groups.Count];
        foreach (var group in _groups)
        {
            group.Ready.Set(worker.Slot, true);
        }

        Evaluate(worker);
        Place(worker);
    }

    /// <summary>Takes a lifted worker out.</summary>
    public void Remove(Worker worker)
    {
        foreach (var group in _groups)
        {
            group.By(worker.Rules[group.Index]).Set(worker.Slot, false);
        }

        foreach (var room in _rooms)
        {
            room.Workers.Set(worker.Slot, false);
        }

        foreach (var queue in _parts.Queues.All)
        {
            queue.Selected.Set(worker.Slot, false);
        }

        foreach (var demand in _demands.Values)
        {
            Sort(demand, worker, AbilityRule.None, isCandidate: false);
        }

        MayHaveNobody = true;
        Working.Set(worker.Slot, false);
        Unsure.Remove(worker);
        if (worker.IsFresh)
        {
            _fresh.Remove(worker);
            worker.IsFresh = false;
        }

        _slots[worker.Slot] = null;
        _freeSlots.Push(worker.Slot);
        worker.Slot = -1;
    }

    /// <summary>Takes a worker out of the orders, to be changed.</summary>
    public void Lift(Worker worker)
    {
        if (worker.IsListed)
        {
            worker.IsListed = false;
            foreach (var order in _orders)
            {
                order.Workers.Remove(worker);
            }
        }
    }

    /// <summary>Puts a worker where it belongs after a change.</summary>
    public void Place(Worker worker)
    {
        var isBetter = false;
        var isWorse = false;
        var isReady = false;
        foreach (var group in _groups)
        {
            var before = worker.Rules[group.Index];
            Update(worker, group);
            var now = worker.Rules[group.Index];
            isReady |= now == AbilityRule.None;
            isBetter |= now == AbilityRule.None && before != AbilityRule.None;
            isWorse |= now != before && now != AbilityRule.None;
        }

        foreach (var room in _rooms)
        {
            var has = HasRoom(worker, room);
            isBetter |= room.Workers.Set(worker.Slot, has) && has;
        }

        if (isReady && worker.Used < worker.Capacity && worker.ReservedFor is null)
        {
            worker.IsListed = true;
            foreach (var order in _orders)
            {
                order.Workers.Add(worker);
            }

            if (isBetter)
            {
                Freshen(worker);
            }
        }
        else if (isBetter)
        {
            Hope++;
        }

        // Unconfirmed presence stands before all other rules, and is none that takes an offer back.
        if (isWorse || worker.Leaving || !_roster.IsConfirmed(worker))
        {
            Doubt(worker);
        }

        var isWorking = Ability.IsWorking(worker, _roster.Confirmation);
        MayHaveNobody |= Working.Set(worker.Slot, isWorking) && !isWorking;
    }

    /// <summary>Looks anew at what a worker matches, since the worker's settings changed. Place the worker after it.</summary>
    public void Evaluate(Worker worker)
    {
        foreach (var queue in _parts.Queues.All)
        {
            queue.Selected.Set(worker.Slot, MatchRules.Selects(queue, worker));
        }

        foreach (var demand in _demands.Values)
        {
            Evaluate(demand, worker);
        }

        Freshen(worker);
        Doubt(worker);
        MayHaveNobody = true;
    }

    /// <summary>Looks anew at everything that settings of queues and channels decide.</summary>
    public void EvaluateAll()
    {
        DropEmpty();
        foreach (var demand in _demands.Values)
        {
            demand.Queues = QueuesOf(demand.Key.Need);
        }

        foreach (var worker in _slots)
        {
            if (worker is not null)
            {
                Lift(worker);
                Evaluate(worker);
                Place(worker);
            }
        }
    }

    /// <summary>Orders all workers anew, since what strategies look at has changed with everybody.</summary>
    public void Reorder(Action<Worker> change)
    {
        foreach (var order in _orders)
        {
            order.Workers.Clear();
        }

        foreach (var worker in _slots)
        {
            if (worker is not null)
            {
                change(worker);
                if (worker.IsListed)
                {
                    foreach (var order in _orders)
                    {
                        order.Workers.Add(worker);
                    }
                }
            }
        }
    }

    /// <summary>Gives each queue the order that its strategy asks for; orders that no queue asks for are dropped.</summary>
    public void OrderQueues()
    {
        var before = _orderOf.ToDictionary();
        _orderOf.Clear();
        _orders.Clear();
        foreach (var queue in _parts.Queues.All)
        {
            queue.Ranking = null;
            if (queue.Strategy.DependsOnTask)
            {
                continue;
            }

            var settings = queue.Settings.Strategy;
            var key = (settings.Name, settings.By, settings.Seed);
            if (!_orderOf.TryGetValue(key, out var order))
            {
                if (!before.TryGetValue(key, out order))
                {
                    order = new WorkerOrder(queue.Strategy);
                    foreach (var worker in _slots)
                    {
                        if (worker is { IsListed: true })
                        {
                            order.Workers.Add(worker);
                        }
                    }
                }

                _orderOf.Add(key, order);
                _orders.Add(order);
            }

            queue.Ranking = order;
        }
    }

    /// <summary>Says that a worker's open offers are to be looked at, or whether the worker may leave.</summary>
    public void Doubt(Worker worker)
    {
        if (worker.Offers.Count > 0 || worker.Leaving || worker.ReservedFor is not null)
        {
            Unsure.Add(worker);
        }
    }

    /// <summary>Says that somebody may be chosen again for what nobody was chosen for.</summary>
    public void Raise() => Hope++;

    private void Update(Worker worker, ReadyGroup group)
    {
        var rule = Ability.FirstRefusal(worker, group.States, _roster.Confirmation);
        var before = worker.Rules[group.Index];
        if (before != rule)
        {
            group.By(before).Set(worker.Slot, false);
            group.By(rule).Set(worker.Slot, true);
            worker.Rules[group.Index] = rule;
        }
    }

    private void Freshen(Worker worker)
    {
        Hope++;
        if (!worker.IsFresh)
        {
            worker.IsFresh = true;
            _fresh.Add(worker);
        }
    }

    private bool HasRoom(Worker worker, RoomSet room) =>
        worker.ReservedFor is null && worker.HasRoom(room.Channel, room.Units, _parts.Channels.All);

    private RoomSet GetOrMakeRoom(TeamChannel channel, int units)
    {
        foreach (var room in _rooms)
        {
            if (room.Units == units && ReferenceEquals(room.Channel, channel))
            {
                return room;
            }
        }

        var made = new RoomSet(channel, units);
        _rooms.Add(made);
        foreach (var worker in _slots)
        {
            if (worker is not null)
            {
                made.Workers.Set(worker.Slot, HasRoom(worker, made));
            }
        }

        return made;
    }
}
