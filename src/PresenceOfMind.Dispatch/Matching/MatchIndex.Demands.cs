using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Matching;

internal sealed partial class MatchIndex
{
    /// <summary>Takes a task out of its line, to be changed.</summary>
    public void Lift(TaskItem task)
    {
        if (task.Demand is not { } demand)
        {
            return;
        }

        task.Demand = null;
        var wasHead = ReferenceEquals(demand.Head, task);
        if (wasHead)
        {
            _heads.Remove(demand);
        }

        demand.Waiting.Remove(task);
        if (!wasHead)
        {
            return;
        }

        demand.Head = demand.Waiting.First;
        if (demand.Head is not null)
        {
            _heads.Add(demand);
        }
        else if (demand.IsFresh)
        {
            demand.IsFresh = false;
            _freshDemands--;
        }
    }

    /// <summary>Puts a task in line where it wants somebody.</summary>
    public void Place(TaskItem task)
    {
        if (!task.WantsSomebody)
        {
            return;
        }

        var demand = GetOrMakeDemand(task);
        task.Demand = demand;
        demand.Waiting.Add(task);
        if (!ReferenceEquals(demand.Waiting.First, demand.Head))
        {
            if (demand.Head is not null)
            {
                _heads.Remove(demand);
            }

            demand.Head = demand.Waiting.First;
            _heads.Add(demand);
        }

        if (!demand.IsFresh)
        {
            demand.IsFresh = true;
            _freshDemands++;
        }
    }

    /// <summary>The line for a task, made where there is none. Only what places a task calls this: whoever only looks makes nothing.</summary>
    private Demand GetOrMakeDemand(TaskItem task)
    {
        var (need, channel) = (task.Need, task.Channel);
        var key = KeyOf(task);
        if (_demands.TryGetValue(key, out var demand))
        {
            return demand;
        }

        if (_demands.Count >= MostEmptyDemands && _demands.Count >= 2 * (_heads.Count + MostEmptyDemands))
        {
            DropEmpty();
        }

        demand = new Demand(key, channel, GetOrMakeRoom(channel, need.Units), _freeDemandSlots.TryPop(out var free) ? free : _demands.Count);
        demand.Queues = QueuesOf(need);
        _demands.Add(key, demand);
        foreach (var worker in _slots)
        {
            if (worker is not null)
            {
                Evaluate(demand, worker);
            }
        }

        return demand;
    }

    private static DemandKey KeyOf(TaskItem task) => new(task.Need, task.PrefersUntil is null ? null : task.Spec.Preferred);

    private List<TeamQueue> QueuesOf(TaskNeed need)
    {
        List<TeamQueue> queues = [];
        foreach (var name in (IEnumerable<string>)[need.Queue, .. need.AlsoQueues])
        {
            if (_parts.Queues.Find(name) is { } queue)
            {
                queues.Add(queue);
            }
        }

        return queues;
    }

    private static bool IsCandidate(IReadOnlyList<TeamQueue> queues, Worker worker)
    {
        for (var i = 0; i < queues.Count; i++)
        {
            if (queues[i].Selected.Has(worker.Slot))
            {
                return true;
            }
        }

        return false;
    }

    private static void Evaluate(Demand demand, Worker worker)
    {
        var isCandidate = IsCandidate(demand.Queues, worker);
        Sort(demand, worker, isCandidate ? MatchRules.FirstRefusal(demand.Key, worker.Settings) : AbilityRule.None, isCandidate);
    }

    private static void Sort(Demand demand, Worker worker, AbilityRule rule, bool isCandidate)
    {
        demand.Candidates.Set(worker.Slot, isCandidate);
        demand.Match.Set(worker.Slot, isCandidate && rule == AbilityRule.None);
        worker.Matches.Set(demand.Slot, isCandidate && rule == AbilityRule.None);
        demand.LackSkills.Set(worker.Slot, rule == AbilityRule.Skills);
        demand.LackLabels.Set(worker.Slot, rule == AbilityRule.Labels);
    }

    private void DropEmpty()
    {
        foreach (var (key, demand) in _demands)
        {
            if (demand.Waiting.Count == 0)
            {
                _demands.Remove(key);
                _freeDemandSlots.Push(demand.Slot);
                foreach (var worker in _slots)
                {
                    worker?.Matches.Set(demand.Slot, false);
                }
            }
        }

        var used = _demands.Values.Select(d => d.Room).ToHashSet();
        _rooms.RemoveAll(room => !used.Contains(room));
    }
}
