using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Matching;

/// <summary>Tasks that the same workers may take, in order, and who those workers are.</summary>
/// <param name="key">What decides who they are.</param>
/// <param name="channel">The tasks' channel.</param>
/// <param name="room">Who has room for one of them.</param>
/// <param name="slot">Its place in what workers match.</param>
internal sealed class Demand(DemandKey key, TeamChannel channel, RoomSet room, int slot)
{
    public int Slot { get; } = slot;

    public DemandKey Key { get; } = key;

    public TeamChannel Channel { get; } = channel;

    public RoomSet Room { get; } = room;

    /// <summary>The task's queue and those that its route has added.</summary>
    public IReadOnlyList<TeamQueue> Queues { get; set; } = [];

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

    /// <summary>The last <see cref="MatchIndex.Hope"/> in which nobody was found.</summary>
    public long NobodyIn { get; set; }

    /// <summary>Demands in the order of their first tasks.</summary>
    internal readonly struct ByHead : IComparer<Demand>
    {
        public int Compare(Demand? x, Demand? y) => default(TaskOrder).Compare(x!.Head, y!.Head);
    }
}
