using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>
/// The workers by their slots: who is ready for which channels, who has room, whom the queues select, and the orders of the strategies.
/// All marks of a worker are arrays here, so that a worker knows its slot alone.
/// </summary>
internal sealed class WorkerIndex
{
    private readonly TeamParts _parts;
    private readonly Roster _roster;
    private readonly Agenda _agenda;
    private readonly List<ReadyGroup> _groups = [];
    private readonly List<ReadyGroup> _groupOfChannel = [];
    private readonly List<CapacitySet> _rooms = [];
    private readonly List<WorkerOrder> _orders = [];
    private readonly Dictionary<(string Name, string By, int Seed), WorkerOrder> _orderOf = [];
    private readonly Dictionary<TeamQueue, QueueMarks> _queues = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<int> _freeSlots = new();
    private readonly List<Worker> _fresh = [];
    private readonly SlotSet _listed = new();
    private readonly SlotSet _freshSlots = new();
    private readonly SlotSet _working = new();
    private readonly ReadyGroup _usual;
    private EligibilityRule[][] _rules = [];
    private SlotSet[] _matches = [];

    public WorkerIndex(TeamParts parts, Roster roster, Agenda agenda)
    {
        (_parts, _roster, _agenda) = (parts, roster, agenda);
        _usual = GetOrMakeGroup(Eligibility.UsualStates);
    }

    /// <summary>
    /// Counts the times that somebody became able: a demand for which nobody was found need not be looked at again before the next.
    /// </summary>
    public long Hope { get; private set; } = 1;

    /// <summary>The workers by slot; null where a slot is free.</summary>
    public List<Worker?> Slots { get; } = [];

    /// <summary>Those who became able for something that was not yet looked for.</summary>
    public List<Worker> Fresh => _fresh;

    /// <summary>The channels' group of a presence; channels of which no setting speaks are as usual.</summary>
    public ReadyGroup GroupOf(TeamChannel channel) => channel.Index < _groupOfChannel.Count ? _groupOfChannel[channel.Index] : _usual;

    /// <summary>The first rule that keeps a worker from all tasks of a channel.</summary>
    public EligibilityRule OwnRule(Worker worker, TeamChannel channel) => _rules[worker.Slot][GroupOf(channel).Index];

    /// <summary>The workers in the order of a queue's strategy; null where that depends on the task.</summary>
    public WorkerOrder? OrderOf(TeamQueue queue) => _queues.TryGetValue(queue, out var marks) ? marks.Order : null;

    /// <summary>Whether the condition of a queue selects a worker.</summary>
    public bool IsSelected(TeamQueue queue, Worker worker) => _queues.TryGetValue(queue, out var marks) && marks.Selected.Has(worker.Slot);

    /// <summary>Whether the strategies' orders hold a worker.</summary>
    public bool IsListed(Worker worker) => worker.Slot >= 0 && _listed.Has(worker.Slot);

    /// <summary>
    /// The demands, by their slots, that a worker matches: what the demands' own sets say, for those who ask about one worker and many
    /// demands.
    /// </summary>
    public SlotSet MatchesOf(Worker worker) => _matches[worker.Slot];

    /// <summary>Whether nobody whom a queue selects counts as working.</summary>
    public bool NobodyWorks(TeamQueue queue) =>
        !_queues.TryGetValue(queue, out var marks) || SlotSet.Common(marks.Selected.Words, _working.Words) == 0;

    /// <summary>Whether some channel takes a presence.</summary>
    public bool Takes(int states) => _groups.Exists(group => (group.States & states) != 0);

    /// <summary>Says which presence a channel takes.</summary>
    public void SetStates(TeamChannel channel, int states)
    {
        while (_groupOfChannel.Count <= channel.Index)
        {
            _groupOfChannel.Add(_usual);
        }

        _groupOfChannel[channel.Index] = GetOrMakeGroup(states);
    }

    /// <summary>Gives a worker a slot. Evaluate and place the worker after it.</summary>
    public void Add(Worker worker)
    {
        worker.Slot = _freeSlots.TryPop(out var free) ? free : Slots.Count;
        if (worker.Slot == Slots.Count)
        {
            Slots.Add(worker);
        }
        else
        {
            Slots[worker.Slot] = worker;
        }

        if (_rules.Length <= worker.Slot)
        {
            var length = Math.Max(worker.Slot + 1, 2 * _rules.Length);
            Array.Resize(ref _rules, length);
            Array.Resize(ref _matches, length);
        }

        _rules[worker.Slot] = new EligibilityRule[_groups.Count];
        _matches[worker.Slot] ??= new SlotSet();
        foreach (var group in _groups)
        {
            group.Ready.Set(worker.Slot, true);
        }
    }

    /// <summary>Takes a lifted worker, whom no demand holds any more, out.</summary>
    public void Remove(Worker worker)
    {
        foreach (var group in _groups)
        {
            group.By(_rules[worker.Slot][group.Index]).Set(worker.Slot, false);
        }

        foreach (var room in _rooms)
        {
            room.Workers.Set(worker.Slot, false);
        }

        foreach (var queue in _queues.Values)
        {
            queue.Selected.Set(worker.Slot, false);
        }

        _working.Set(worker.Slot, false);
        if (_freshSlots.Set(worker.Slot, false))
        {
            _fresh.Remove(worker);
        }

        _rules[worker.Slot] = [];
        _matches[worker.Slot].Clear();
        Slots[worker.Slot] = null;
        _freeSlots.Push(worker.Slot);
        worker.Slot = -1;
    }

    /// <summary>Takes a worker out of the orders, to be changed.</summary>
    public void Lift(Worker worker)
    {
        if (_listed.Set(worker.Slot, false))
        {
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
        var rules = _rules[worker.Slot];
        foreach (var group in _groups)
        {
            var before = rules[group.Index];
            Update(worker, group);
            var now = rules[group.Index];
            isReady |= now == EligibilityRule.None;
            isBetter |= now == EligibilityRule.None && before != EligibilityRule.None;
            isWorse |= now != before && now != EligibilityRule.None;
        }

        foreach (var room in _rooms)
        {
            var has = HasRoom(worker, room);
            isBetter |= room.Workers.Set(worker.Slot, has) && has;
        }

        if (isReady && worker.Used < worker.Capacity && worker.ReservedFor is null)
        {
            _listed.Set(worker.Slot, true);
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
            _agenda.Doubt(worker);
        }

        var isWorking = Eligibility.IsWorking(worker, _roster.Confirmation);
        if (_working.Set(worker.Slot, isWorking) && !isWorking)
        {
            _agenda.MayHaveNobody = true;
        }
    }

    /// <summary>Looks anew at which queues select a worker, since the worker's settings changed.</summary>
    public void Select(Worker worker)
    {
        foreach (var queue in _parts.Queues.All)
        {
            MarksOf(queue).Selected.Set(worker.Slot, MatchRules.Selects(queue, worker));
        }

        Freshen(worker);
        _agenda.Doubt(worker);
        _agenda.MayHaveNobody = true;
    }

    /// <summary>Orders all workers anew, since what strategies look at has changed with everybody.</summary>
    public void Reorder(Action<Worker> change)
    {
        foreach (var order in _orders)
        {
            order.Workers.Clear();
        }

        foreach (var worker in Slots)
        {
            if (worker is not null)
            {
                change(worker);
                if (_listed.Has(worker.Slot))
                {
                    foreach (var order in _orders)
                    {
                        order.Workers.Add(worker);
                    }
                }
            }
        }
    }

    /// <summary>Gives each queue the order that its strategy asks for; what no queue needs any more is dropped.</summary>
    public void OrderQueues()
    {
        var before = _orderOf.ToDictionary();
        _orderOf.Clear();
        _orders.Clear();
        foreach (var gone in _queues.Keys.Where(q => !ReferenceEquals(_parts.Queues.Find(q.Name), q)).ToList())
        {
            _queues.Remove(gone);
        }

        foreach (var queue in _parts.Queues.All)
        {
            var marks = MarksOf(queue);
            marks.Order = null;
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
                    foreach (var worker in Slots)
                    {
                        if (worker is not null && _listed.Has(worker.Slot))
                        {
                            order.Workers.Add(worker);
                        }
                    }
                }

                _orderOf.Add(key, order);
                _orders.Add(order);
            }

            marks.Order = order;
        }
    }

    /// <summary>Who has room for so many units of a channel, made where it is not there.</summary>
    public CapacitySet GetOrMakeRoom(TeamChannel channel, int units)
    {
        foreach (var room in _rooms)
        {
            if (room.Units == units && ReferenceEquals(room.Channel, channel))
            {
                return room;
            }
        }

        var made = new CapacitySet(channel, units);
        _rooms.Add(made);
        foreach (var worker in Slots)
        {
            if (worker is not null)
            {
                made.Workers.Set(worker.Slot, HasRoom(worker, made));
            }
        }

        return made;
    }

    /// <summary>Keeps the rooms that somebody still asks for.</summary>
    public void KeepRooms(HashSet<CapacitySet> used) => _rooms.RemoveAll(room => !used.Contains(room));

    /// <summary>Says that somebody may be chosen again for what nobody was chosen for.</summary>
    public void Raise() => Hope++;

    /// <summary>Forgets of the fresh workers those whom no order holds.</summary>
    public void ForgetBusy()
    {
        for (var i = _fresh.Count - 1; i >= 0; i--)
        {
            if (!_listed.Has(_fresh[i].Slot))
            {
                _freshSlots.Set(_fresh[i].Slot, false);
                _fresh.RemoveAt(i);
            }
        }
    }

    /// <summary>Forgets all fresh workers: all that they could take was looked for.</summary>
    public void ForgetFresh()
    {
        _freshSlots.Clear();
        _fresh.Clear();
    }

    private ReadyGroup GetOrMakeGroup(int states)
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
        foreach (var worker in Slots)
        {
            if (worker is not null)
            {
                Array.Resize(ref _rules[worker.Slot], _groups.Count);
                made.By(EligibilityRule.None).Set(worker.Slot, true);
                Update(worker, made);
            }
        }

        return made;
    }

    private void Update(Worker worker, ReadyGroup group)
    {
        var rule = Eligibility.FirstRefusal(worker, group.States, _roster.Confirmation);
        ref var mark = ref _rules[worker.Slot][group.Index];
        if (mark != rule)
        {
            group.By(mark).Set(worker.Slot, false);
            group.By(rule).Set(worker.Slot, true);
            mark = rule;
        }
    }

    private void Freshen(Worker worker)
    {
        Hope++;
        if (_freshSlots.Set(worker.Slot, true))
        {
            _fresh.Add(worker);
        }
    }

    private bool HasRoom(Worker worker, CapacitySet room) =>
        worker.ReservedFor is null && worker.HasRoom(room.Channel, room.Units, _parts.Channels.All);

    private QueueMarks MarksOf(TeamQueue queue)
    {
        if (!_queues.TryGetValue(queue, out var marks))
        {
            _queues.Add(queue, marks = new QueueMarks());
        }

        return marks;
    }

    /// <summary>What is kept of a queue.</summary>
    private sealed class QueueMarks
    {
        public SlotSet Selected { get; } = new();

        public WorkerOrder? Order { get; set; }
    }
}
