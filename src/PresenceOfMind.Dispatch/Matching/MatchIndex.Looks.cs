using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Matching;

/// <content>Questions about tasks that stand in no line. They make nothing, so that a command that is refused leaves nothing behind.</content>
internal sealed partial class MatchIndex
{
    /// <summary>Whether somebody could take a task that needs this, if it came now.</summary>
    public bool AnyAble(TaskNeed need)
    {
        var key = new DemandKey(need, null);
        if (_demands.TryGetValue(key, out var demand))
        {
            return AnyAble(demand);
        }

        // A channel that no setting and no task named yet is as usual.
        var channel = _parts.Channels.Find(need.Channel) ?? new TeamChannel(need.Channel, _parts.Channels.All.Count, _usual);
        var queues = QueuesOf(need);
        if (channel.Group.Ready.Count == 0)
        {
            return false;
        }

        foreach (var worker in _slots)
        {
            if (worker is not null
                && channel.Group.Ready.Has(worker.Slot)
                && IsCandidate(queues, worker)
                && worker.ReservedFor is null
                && worker.HasRoom(channel, need.Units, _parts.Channels.All)
                && MatchRules.FirstRefusal(key, worker.Settings) == AbilityRule.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a worker has what a task asks for, whatever presence and room.</summary>
    public bool IsMatch(TaskItem task, Worker worker) => task.Demand is { } demand
        ? demand.Match.Has(worker.Slot)
        : IsCandidate(QueuesOf(task.Need), worker) && MatchRules.FirstRefusal(KeyOf(task), worker.Settings) == AbilityRule.None;

    /// <summary>Whether a worker may ever have a task, as both are now: whatever presence, what is held, and whom the task prefers for a while.</summary>
    public bool MayHave(TaskItem task, TaskNeed need, Worker worker) =>
        worker.CouldHaveRoom(task.Channel, task.Units)
        && IsCandidate(QueuesOf(need), worker)
        && MatchRules.FirstRefusal(new DemandKey(need, null), worker.Settings) == AbilityRule.None;

    /// <summary>The first rule that keeps a candidate from a task; null for who is no candidate.</summary>
    public AbilityRule? FirstRefusal(TaskItem task, Worker worker) => FirstRefusal(task, worker, QueuesOf(task.Need), KeyOf(task));

    private AbilityRule? FirstRefusal(TaskItem task, Worker worker, IReadOnlyList<Queues.TeamQueue> queues, DemandKey key)
    {
        if (!IsCandidate(queues, worker))
        {
            return null;
        }

        if (worker.Rules[task.Channel.Group.Index] is var own and not AbilityRule.None)
        {
            return own;
        }

        return MatchRules.FirstRefusal(key, worker.Settings) is var lacks and not AbilityRule.None ? lacks
            : worker.ReservedFor is not null || !worker.HasRoom(task.Channel, task.Units, _parts.Channels.All) ? AbilityRule.Room
            : task.OpenOffer(worker.Contact) is not null ? AbilityRule.Asked
            : task.IsResting(worker) ? AbilityRule.Resting
            : AbilityRule.None;
    }

    /// <summary>How many candidates each rule refuses for a task that stands in no line.</summary>
    private RefusalCounts LookAtEach(TaskItem task, int winners)
    {
        var (queues, key) = (QueuesOf(task.Need), KeyOf(task));
        var refused = new int[(int)AbilityRule.Resting + 1];
        foreach (var worker in _slots)
        {
            if (worker is not null && FirstRefusal(task, worker, queues, key) is { } rule)
            {
                refused[(int)rule]++;
            }
        }

        return new RefusalCounts
        {
            Unconfirmed = refused[(int)AbilityRule.Unconfirmed],
            Presence = refused[(int)AbilityRule.Presence],
            Settling = refused[(int)AbilityRule.Settling],
            Paused = refused[(int)AbilityRule.Paused],
            Draining = refused[(int)AbilityRule.Draining],
            Closed = refused[(int)AbilityRule.Closed],
            Skills = refused[(int)AbilityRule.Skills],
            Labels = refused[(int)AbilityRule.Labels],
            Excluded = refused[(int)AbilityRule.Excluded],
            Room = refused[(int)AbilityRule.Room],
            Asked = refused[(int)AbilityRule.Asked],
            Resting = refused[(int)AbilityRule.Resting],
            Order = refused[(int)AbilityRule.None] - winners,
        };
    }
}
