using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>
/// Answers what a decision asks: which task goes next, and to whom. The <see cref="WorkerIndex"/> and the <see cref="DemandIndex"/> keep at
/// hand what that needs. All of it follows from the state. A question makes nothing; it may remember what it found.
/// </summary>
public sealed class MatchIndex
{
    private const int FewFresh = 8;
    private const int StepsInOrder = 64;

    private readonly TeamParts _parts;
    private readonly Roster _roster;
    private readonly Agenda _agenda;
    private readonly WorkerIndex _workers;
    private readonly DemandIndex _demands;

    internal MatchIndex(TeamParts parts, Roster roster, Agenda agenda)
    {
        (_parts, _roster, _agenda) = (parts, roster, agenda);
        _workers = new WorkerIndex(parts, roster, agenda);
        _demands = new DemandIndex(parts, _workers);
    }

    /// <summary>
    /// Counts the times that somebody became able: what nobody was found for need not be looked at again before the next.
    /// </summary>
    public long Hope => _workers.Hope;

    /// <summary>
    /// The first task, in order, that somebody able could take now; null where there is none. Only what has changed is looked at:
    /// tasks that came, and workers who became able for something.
    /// </summary>
    /// <param name="best">A task that is taken unless an earlier one is found; null for none.</param>
    public TaskItem? FirstTakeable(TaskItem? best)
    {
        var fresh = _workers.Fresh;
        if (fresh.Count <= FewFresh)
        {
            _workers.ForgetBusy();
        }

        if (fresh.Count == 0 && _demands.Fresh == 0)
        {
            return best;
        }

        var isFound = false;
        foreach (var demand in _demands.Heads)
        {
            if (best is not null && TaskOrder.IsBefore(best, demand.Head!))
            {
                isFound = true;
                break;
            }

            if (!demand.IsFresh && (demand.NobodyIn == Hope || fresh.Count == 0))
            {
                continue;
            }

            if (!MayTake(demand) || FirstTakeable(demand) is not { } task)
            {
                demand.NobodyIn = Hope;
                _demands.Settle(demand);
                continue;
            }

            if (best is null || TaskOrder.IsBefore(task, best))
            {
                best = task;
            }
        }

        if (best is null && !isFound)
        {
            _workers.ForgetFresh();
        }

        return best;
    }

    /// <summary>Whether somebody able could take a task in line now.</summary>
    public bool IsTakeable(TaskItem task) =>
        _demands.Of(task) is { } demand && AnyAble(demand) && (!task.HasBlocks || HasUnblocked(task, demand));

    /// <summary>Whether somebody could take a task that needs this, if it came now.</summary>
    public bool AnyAble(EffectiveRequirements need)
    {
        var key = new DemandKey(need, null);
        if (_demands.Find(key) is { } demand)
        {
            return AnyAble(demand);
        }

        // A channel that no setting and no task named yet is as usual.
        var channel = _parts.Channels.Find(need.Channel) ?? new TeamChannel(need.Channel, _parts.Channels.All.Count);
        var ready = _workers.GroupOf(channel).Ready;
        var queues = _demands.QueuesOf(need);
        if (ready.Count == 0)
        {
            return false;
        }

        foreach (var worker in _workers.Slots)
        {
            if (worker is not null
                && ready.Has(worker.Slot)
                && _demands.IsCandidate(queues, worker)
                && worker.ReservedFor is null
                && worker.HasRoom(channel, need.Units, _parts.Channels.All)
                && MatchRules.FirstRefusal(key, worker.Settings) == EligibilityRule.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The able worker who gets a task in line; null where nobody is able, or where it is not in line.</summary>
    /// <param name="task">The task.</param>
    /// <param name="at">Now, by the team's own time.</param>
    public Worker? Pick(TaskItem task, TimeSpan at)
    {
        if (_demands.Of(task) is not { } demand)
        {
            return null;
        }

        var strategy = task.Queue.Strategy;
        if (task.Unanswered.Count > 0
            && (Favoured(task, demand, strategy, at, task.Unanswered) ?? Best(task, demand, strategy, task.Unanswered)) is { } notAskedYet)
        {
            return notAskedYet;
        }

        if ((task.Former is not null || task.Spec.Preferred.Count > 0) && Favoured(task, demand, strategy, at, []) is { } favoured)
        {
            return favoured;
        }

        if (_workers.OrderOf(task.Queue) is { } order)
        {
            var steps = StepsInOrder;
            foreach (var worker in order.Workers)
            {
                if (IsAble(demand, worker) && !(task.HasBlocks && task.IsBlocked(worker)))
                {
                    return worker;
                }

                if (--steps == 0)
                {
                    break;
                }
            }

            if (steps > 0)
            {
                return null;
            }
        }

        return Best(task, demand, strategy, []);
    }

    /// <summary>How many candidates each rule refuses, if one of the able ones, or nobody, gets the task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="winners">How many get it: 1, or 0.</param>
    public RefusalCounts Count(TaskItem task, int winners)
    {
        if (_demands.Of(task) is not { } demand)
        {
            return LookAtEach(task, winners);
        }

        var refused = demand.Count();
        if (!task.HasBlocks)
        {
            return refused with { Order = refused.Order - winners };
        }

        var (asked, resting) = CountBlocked(task, demand);
        return refused with { Asked = asked, Resting = resting, Order = refused.Order - asked - resting - winners };
    }

    /// <summary>Whether nobody of a queue's workers counts as working.</summary>
    public bool NobodyWorks(TeamQueue queue) => _workers.NobodyWorks(queue);

    /// <summary>Whether the condition of a queue selects a worker.</summary>
    public bool Selects(TeamQueue queue, Worker worker) => _workers.IsSelected(queue, worker);

    /// <summary>Whether the strategies' orders hold a worker: one who is ready for some channel and has room.</summary>
    public bool IsListed(Worker worker) => _workers.IsListed(worker);

    /// <summary>The presence that a channel takes, as bits; channels of which no setting speaks are as usual.</summary>
    public int StatesOf(TeamChannel? channel) => channel is null ? Eligibility.UsualStates : _workers.GroupOf(channel).States;

    /// <summary>Whether some channel takes one of these states, as bits.</summary>
    public bool Takes(int states) => _workers.Takes(states);

    /// <summary>The first rule that keeps a worker from all tasks of a channel.</summary>
    public EligibilityRule OwnRule(Worker worker, TeamChannel channel) => _workers.OwnRule(worker, channel);

    /// <summary>Whether a worker has what a task asks for, whatever presence and room.</summary>
    public bool IsMatch(TaskItem task, Worker worker) => _demands.Of(task) is { } demand
        ? demand.Match.Has(worker.Slot)
        : _demands.IsCandidate(_demands.QueuesOf(task.Need), worker)
            && MatchRules.FirstRefusal(DemandIndex.KeyOf(task), worker.Settings) == EligibilityRule.None;

    /// <summary>
    /// Whether a worker may ever have a task, as both are now: whatever presence, what is held, and whom the task prefers for a while.
    /// </summary>
    public bool MayHave(TaskItem task, EffectiveRequirements need, Worker worker) =>
        worker.CouldHaveRoom(task.Channel, task.Units)
        && _demands.IsCandidate(_demands.QueuesOf(need), worker)
        && MatchRules.FirstRefusal(new DemandKey(need, null), worker.Settings) == EligibilityRule.None;

    /// <summary>The first rule that keeps a candidate from a task; null for who is no candidate.</summary>
    public EligibilityRule? FirstRefusal(TaskItem task, Worker worker) =>
        FirstRefusal(task, worker, _demands.QueuesOf(task.Need), DemandIndex.KeyOf(task));

    internal void Add(Worker worker)
    {
        _workers.Add(worker);
        Evaluate(worker);
        Place(worker);
    }

    /// <summary>Takes a lifted worker out.</summary>
    internal void Remove(Worker worker)
    {
        _demands.Remove(worker);
        _workers.Remove(worker);
        _agenda.Settle(worker);
        _agenda.MayHaveNobody = true;
    }

    /// <summary>Takes a worker out of the orders, to be changed.</summary>
    internal void Lift(Worker worker) => _workers.Lift(worker);

    /// <summary>Puts a worker where it belongs after a change.</summary>
    internal void Place(Worker worker) => _workers.Place(worker);

    /// <summary>Takes a task out of its line, to be changed.</summary>
    internal void Lift(TaskItem task) => _demands.Lift(task);

    /// <summary>Puts a task in line where it wants somebody.</summary>
    internal void Place(TaskItem task) => _demands.Place(task);

    /// <summary>Looks anew at what a worker matches, since the worker's settings changed. Place the worker after it.</summary>
    internal void Evaluate(Worker worker)
    {
        _workers.Select(worker);
        _demands.Evaluate(worker);
    }

    /// <summary>Looks anew at everything that settings of queues and channels decide.</summary>
    internal void EvaluateAll()
    {
        _demands.Refresh();
        foreach (var worker in _workers.Slots)
        {
            if (worker is not null)
            {
                Lift(worker);
                Evaluate(worker);
                Place(worker);
            }
        }
    }

    /// <summary>Says which presence a channel takes. Evaluate all after it.</summary>
    internal void SetStates(TeamChannel channel, int states) => _workers.SetStates(channel, states);

    /// <summary>Orders all workers anew, since what strategies look at has changed with everybody.</summary>
    internal void Reorder(Action<Worker> change) => _workers.Reorder(change);

    /// <summary>Gives each queue the order that its strategy asks for; orders that no queue asks for are dropped.</summary>
    internal void OrderQueues() => _workers.OrderQueues();

    /// <summary>Says that somebody may be chosen again for what nobody was chosen for.</summary>
    internal void Raise() => _workers.Raise();

    private static bool AnyAble(Demand demand) => SlotSet.AnyCommon(demand.Match, demand.Group.Ready, demand.Room.Workers);

    /// <summary>Whether a worker could take a task of this demand now, whatever rules there are about the pair.</summary>
    private bool IsAble(Demand demand, Worker worker) =>
        _workers.MatchesOf(worker).Has(demand.Slot) && demand.Room.Workers.Has(worker.Slot) && demand.Group.Ready.Has(worker.Slot);

    /// <summary>Whether one of those who are looked at could take a task of this demand.</summary>
    private bool MayTake(Demand demand)
    {
        var fresh = _workers.Fresh;
        if (demand.IsFresh || fresh.Count > FewFresh)
        {
            return AnyAble(demand);
        }

        foreach (var worker in fresh)
        {
            if (IsAble(demand, worker))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first task of a demand that somebody able could take; there are some, but for rules about pairs.</summary>
    private TaskItem? FirstTakeable(Demand demand)
    {
        foreach (var task in demand.Waiting)
        {
            if (!task.HasBlocks || HasUnblocked(task, demand))
            {
                return task;
            }
        }

        return null;
    }

    private bool HasUnblocked(TaskItem task, Demand demand)
    {
        foreach (var worker in Able(demand))
        {
            if (!task.IsBlocked(worker))
            {
                return true;
            }
        }

        return false;
    }

    private (int Asked, int Resting) CountBlocked(TaskItem task, Demand demand)
    {
        var (asked, resting) = (0, 0);
        foreach (var offer in task.Offers)
        {
            asked += IsAble(demand, offer.Worker) ? 1 : 0;
        }

        foreach (var rest in task.Rests)
        {
            resting += _roster.Find(rest.Contact) is { } worker && IsAble(demand, worker) && task.OpenOffer(rest.Contact) is null ? 1 : 0;
        }

        return (asked, resting);
    }

    private Worker? Favoured(TaskItem task, Demand demand, IStrategy strategy, TimeSpan at, IReadOnlyList<Contact> besides)
    {
        if (task.Former is { } former && at < task.FormerUntil && _roster.Find(former) is { } before
            && IsAble(demand, before) && !task.IsBlocked(before) && !besides.Contains(former))
        {
            return before;
        }

        Worker? best = null;
        var ranked = Ranked(task);
        foreach (var contact in task.Spec.Preferred)
        {
            if (_roster.Find(contact) is { } worker && IsAble(demand, worker) && !task.IsBlocked(worker) && !besides.Contains(contact)
                && (best is null || strategy.Compare(worker, best, ranked) < 0))
            {
                best = worker;
            }
        }

        return best;
    }

    private Worker? Best(TaskItem task, Demand demand, IStrategy strategy, IReadOnlyList<Contact> besides)
    {
        Worker? best = null;
        var ranked = Ranked(task);
        foreach (var worker in Able(demand))
        {
            if ((best is null || strategy.Compare(worker, best, ranked) < 0)
                && !(task.HasBlocks && task.IsBlocked(worker))
                && !(besides.Count > 0 && besides.Contains(worker.Contact)))
            {
                best = worker;
            }
        }

        return best;
    }

    private static RankedTask Ranked(TaskItem task) => new(task.AddedBy, task.Need.Skills, task.Spec.Preferred);

    private AbleWalk Able(Demand demand) => new(_workers.Slots, demand);

    private EligibilityRule? FirstRefusal(TaskItem task, Worker worker, List<TeamQueue> queues, DemandKey key)
    {
        if (!_demands.IsCandidate(queues, worker))
        {
            return null;
        }

        if (OwnRule(worker, task.Channel) is var own and not EligibilityRule.None)
        {
            return own;
        }

        return MatchRules.FirstRefusal(key, worker.Settings) is var lacks and not EligibilityRule.None ? lacks
            : worker.ReservedFor is not null || !worker.HasRoom(task.Channel, task.Units, _parts.Channels.All) ? EligibilityRule.Room
            : task.OpenOffer(worker.Contact) is not null ? EligibilityRule.Asked
            : task.IsResting(worker) ? EligibilityRule.Resting
            : EligibilityRule.None;
    }

    /// <summary>How many candidates each rule refuses for a task that stands in no line.</summary>
    private RefusalCounts LookAtEach(TaskItem task, int winners)
    {
        var (queues, key) = (_demands.QueuesOf(task.Need), DemandIndex.KeyOf(task));
        Span<int> refused = stackalloc int[RefusalCounts.Rules];
        foreach (var worker in _workers.Slots)
        {
            if (worker is not null && FirstRefusal(task, worker, queues, key) is { } rule)
            {
                refused[(int)rule]++;
            }
        }

        refused[(int)EligibilityRule.None] -= winners;
        return RefusalCounts.From(refused);
    }
}
