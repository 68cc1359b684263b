using System.Numerics;
using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Matching;

internal sealed partial class MatchIndex
{
    private const int StepsInOrder = 64;

    /// <summary>
    /// The first task, in order, that somebody able could take now; null where there is none. Only what has changed is looked at:
    /// tasks that came, and workers who became able for something.
    /// </summary>
    /// <param name="best">A task that is taken unless an earlier one is found; null for none.</param>
    public TaskItem? FirstTakeable(TaskItem? best)
    {
        if (_fresh.Count <= FewFresh)
        {
            ForgetBusy();
        }

        if (_fresh.Count == 0 && _freshDemands == 0)
        {
            return best;
        }

        var isFound = false;
        foreach (var demand in _heads)
        {
            if (best is not null && TaskOrder.IsBefore(best, demand.Head!))
            {
                isFound = true;
                break;
            }

            if (!demand.IsFresh && (demand.NobodyIn == Hope || _fresh.Count == 0))
            {
                continue;
            }

            if (!MayTake(demand) || FirstTakeable(demand) is not { } task)
            {
                demand.NobodyIn = Hope;
                if (demand.IsFresh)
                {
                    demand.IsFresh = false;
                    _freshDemands--;
                }

                continue;
            }

            if (best is null || TaskOrder.IsBefore(task, best))
            {
                best = task;
            }
        }

        if (best is null && !isFound)
        {
            ForgetFresh();
        }

        return best;
    }

    /// <summary>Whether somebody could take a task of this demand now.</summary>
    public static bool AnyAble(Demand demand)
    {
        var (match, ready, room) = (demand.Match, demand.Channel.Group.Ready, demand.Room.Workers);
        var length = Math.Min(match.Words.Length, Math.Min(ready.Words.Length, room.Words.Length));
        if (ready.Count == 0 || room.Count == 0)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if ((match.Words[i] & ready.Words[i] & room.Words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether somebody able could take a task in line now.</summary>
    public bool IsTakeable(TaskItem task) =>
        task.Demand is { } demand && AnyAble(demand) && (!task.HasBlocks || HasUnblocked(task, demand));

    /// <summary>Whether a worker could take a task of this demand now, whatever rules there are about the pair.</summary>
    public static bool IsAble(Demand demand, Worker worker) =>
        worker.Matches.Has(demand.Slot) && demand.Room.Workers.Has(worker.Slot) && demand.Channel.Group.Ready.Has(worker.Slot);

    /// <summary>The able worker who gets a task in line; null where nobody is able, or where it is not in line.</summary>
    /// <param name="task">The task.</param>
    /// <param name="at">Now, by the team's own time.</param>
    public Worker? Pick(TaskItem task, TimeSpan at)
    {
        if (task.Demand is not { } demand)
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

        if (task.Queue.Ranking is { } ranking)
        {
            var steps = StepsInOrder;
            foreach (var worker in ranking.Workers)
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
        if (task.Demand is not { } demand)
        {
            return LookAtEach(task, winners);
        }

        var refused = Count(demand);
        if (!task.HasBlocks)
        {
            return refused with { Order = refused.Order - winners };
        }

        var (asked, resting) = CountBlocked(task, demand);
        return refused with { Asked = asked, Resting = resting, Order = refused.Order - asked - resting - winners };
    }

    /// <summary>How many candidates each rule refuses for a task of a demand, whatever rules there are about pairs; the able ones count by order.</summary>
    public RefusalCounts Count(Demand demand)
    {
        var group = demand.Channel.Group;
        Span<int> refused = stackalloc int[ReadyGroup.Rules];
        var candidates = demand.Candidates.Words;
        for (var rule = (int)AbilityRule.Unconfirmed; rule < ReadyGroup.Rules; rule++)
        {
            var set = group.By((AbilityRule)rule);
            refused[rule] = set.Count > 0 ? Common(candidates, set.Words) : 0;
        }

        var (all, matching, able) = (0, 0, 0);
        var (skills, labels) = (0, 0);
        if (group.Ready.Count > 0)
        {
            var ready = group.Ready.Words;
            var (match, room) = (demand.Match, demand.Room.Workers);
            var length = Math.Min(candidates.Length, ready.Length);
            for (var i = 0; i < length; i++)
            {
                var word = candidates[i] & ready[i];
                if (word != 0)
                {
                    var matched = word & match[i];
                    all += BitOperations.PopCount(word);
                    matching += BitOperations.PopCount(matched);
                    able += BitOperations.PopCount(matched & room[i]);
                }
            }

            skills = demand.LackSkills.Count > 0 ? Common(demand.LackSkills.Words, ready) : 0;
            labels = demand.LackLabels.Count > 0 ? Common(demand.LackLabels.Words, ready) : 0;
        }

        return new RefusalCounts
        {
            Unconfirmed = refused[(int)AbilityRule.Unconfirmed],
            Presence = refused[(int)AbilityRule.Presence],
            Settling = refused[(int)AbilityRule.Settling],
            Paused = refused[(int)AbilityRule.Paused],
            Draining = refused[(int)AbilityRule.Draining],
            Closed = refused[(int)AbilityRule.Closed],
            Skills = skills,
            Labels = labels,
            Excluded = all - matching - skills - labels,
            Room = matching - able,
            Order = able,
        };
    }

    /// <summary>Whether nobody of a queue's workers counts as working.</summary>
    public bool NobodyWorks(SlotSet selected) => Common(selected.Words, Working.Words) == 0;

    private static int Common(ulong[] a, ulong[] b)
    {
        var count = 0;
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            count += BitOperations.PopCount(a[i] & b[i]);
        }

        return count;
    }

    /// <summary>Whether one of those who are looked at could take a task of this demand.</summary>
    private bool MayTake(Demand demand)
    {
        if (demand.IsFresh || _fresh.Count > FewFresh)
        {
            return AnyAble(demand);
        }

        foreach (var worker in _fresh)
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

    private Worker? Favoured(TaskItem task, Demand demand, IStrategy strategy, TimeSpan at, IReadOnlyList<string> besides)
    {
        if (task.Former is { } former && at < task.FormerUntil && _roster.Find(former) is { } before && IsAble(demand, before) && !task.IsBlocked(before) && !besides.Contains(former))
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

    private Worker? Best(TaskItem task, Demand demand, IStrategy strategy, IReadOnlyList<string> besides)
    {
        Worker? best = null;
        var ranked = Ranked(task);
        foreach (var worker in Able(demand))
        {
            if ((best is null || strategy.Compare(worker, best, ranked) < 0) && !(task.HasBlocks && task.IsBlocked(worker)) && !(besides.Count > 0 && besides.Contains(worker.Contact)))
            {
                best = worker;
            }
        }

        return best;
    }

    private static RankedTask Ranked(TaskItem task) => new(task.AddedBy, task.Need.Skills, task.Spec.Preferred);

    private AbleWalk Able(Demand demand) => new(_slots, demand);

    private void ForgetBusy()
    {
        for (var i = _fresh.Count - 1; i >= 0; i--)
        {
            if (!_fresh[i].IsListed)
            {
                _fresh[i].IsFresh = false;
                _fresh.RemoveAt(i);
            }
        }
    }

    private void ForgetFresh()
    {
        foreach (var worker in _fresh)
        {
            worker.IsFresh = false;
        }

        _fresh.Clear();
    }

    /// <summary>Goes through the workers who could take a task of a demand, whatever rules there are about pairs.</summary>
    private struct AbleWalk(List<Worker?> slots, Demand demand)
    {
        private readonly SlotSet _match = demand.Match;
        private readonly SlotSet _ready = demand.Channel.Group.Ready;
        private readonly SlotSet _room = demand.Room.Workers;
        private int _index = -1;
        private ulong _word;

        public readonly Worker Current => slots[(_index * SlotSet.BitsPerWord) + SlotSet.Lowest(_word)]!;

        public readonly AbleWalk GetEnumerator() => this;

        public bool MoveNext()
        {
            _word &= _word - 1;
            while (_word == 0)
            {
                if (++_index >= _match.Words.Length)
                {
                    return false;
                }

                _word = _match.Words[_index] & _ready[_index] & _room[_index];
            }

            return true;
        }
    }
}
