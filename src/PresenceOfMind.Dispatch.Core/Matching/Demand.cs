using System.Numerics;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>Tasks that the same workers may take, in order, and who those workers are.</summary>
/// <param name="key">What decides who they are.</param>
/// <param name="channel">The tasks' channel.</param>
/// <param name="room">Who has room for one of them.</param>
/// <param name="slot">Its place in what workers match.</param>
internal sealed class Demand(DemandKey key, TeamChannel channel, CapacitySet room, int slot)
{
    public int Slot { get; } = slot;

    public DemandKey Key { get; } = key;

    public TeamChannel Channel { get; } = channel;

    /// <summary>Who is ready for that channel.</summary>
    public required ReadyGroup Group { get; set; }

    public CapacitySet Room { get; } = room;

    /// <summary>The task's queue and those that its route has added.</summary>
    public required List<TeamQueue> Queues { get; set; }

    /// <summary>Workers whom one of the queues selects.</summary>
    public SlotSet Candidates { get; } = new();

    /// <summary>Those who have what the tasks ask for.</summary>
    public SlotSet Match { get; } = new();

    /// <summary>Those who lack a skill.</summary>
    public SlotSet LackSkills { get; } = new();

    /// <summary>Those who lack a label, and no skill.</summary>
    public SlotSet LackLabels { get; } = new();

    /// <summary>The tasks that want somebody.</summary>
    public OrderedList<TaskItem, TaskOrder> Waiting { get; } = new(default);

    /// <summary>The first of them, by which the demand stands among the others.</summary>
    public TaskItem? Head { get; set; }

    /// <summary>Whether a task has come that nobody was looked for yet.</summary>
    public bool IsFresh { get; set; }

    /// <summary>The last <see cref="WorkerIndex.Hope"/> in which nobody was found.</summary>
    public long NobodyIn { get; set; }

    /// <summary>How many candidates each rule refuses, whatever rules there are about pairs; the able ones count by order.</summary>
    public RefusalCounts Count()
    {
        Span<int> refused = stackalloc int[RefusalCounts.Rules];
        var candidates = Candidates.Words;
        for (var rule = (int)EligibilityRule.Unconfirmed; rule < ReadyGroup.Rules; rule++)
        {
            var set = Group.By((EligibilityRule)rule);
            refused[rule] = set.Count > 0 ? SlotSet.Common(candidates, set.Words) : 0;
        }

        if (Group.Ready.Count > 0)
        {
            var (all, matching, able) = (0, 0, 0);
            var ready = Group.Ready.Words;
            var (match, room) = (Match, Room.Workers);
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

            var skills = LackSkills.Count > 0 ? SlotSet.Common(LackSkills.Words, ready) : 0;
            var labels = LackLabels.Count > 0 ? SlotSet.Common(LackLabels.Words, ready) : 0;
            refused[(int)EligibilityRule.Skills] = skills;
            refused[(int)EligibilityRule.Labels] = labels;
            refused[(int)EligibilityRule.Excluded] = all - matching - skills - labels;
            refused[(int)EligibilityRule.Room] = matching - able;
            refused[(int)EligibilityRule.None] = able;
        }

        return RefusalCounts.From(refused);
    }

    /// <summary>Demands in the order of their first tasks.</summary>
    internal readonly struct ByHead : IComparer<Demand>
    {
        public int Compare(Demand? x, Demand? y) => default(TaskOrder).Compare(x!.Head, y!.Head);
    }
}
