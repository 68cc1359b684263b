using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Strategies;

namespace PresenceOfMind.Dispatch.Queues;

/// <summary>A queue of a team, as its log says.</summary>
internal sealed class TeamQueue(QueueSettings settings, long order)
{
    public string Name => Settings.Name;

    public QueueSettings Settings { get; set; } = settings;

    /// <summary>The position of the event that made it.</summary>
    public long Order { get; } = order;

    public IStrategy Strategy { get; set; } = StrategyCatalog.Make(settings.Strategy);

    /// <summary>The workers in the strategy's order; null where that depends on the task.</summary>
    public WorkerOrder? Ranking { get; set; }

    /// <summary>The workers whom its condition selects.</summary>
    public SlotSet Selected { get; } = new();

    /// <summary>How many tasks wait in it, those that are offered among them.</summary>
    public int Length { get; set; }

    /// <summary>How many of its tasks have not ended.</summary>
    public int Live { get; set; }

    /// <summary>Whether it takes no more tasks, and goes when it is empty.</summary>
    public bool Leaving { get; set; }

    /// <summary>How many tasks were taken from it for the first time since the team's day began.</summary>
    public int TakenToday { get; set; }

    /// <summary>How many of them within the time that its service level sets.</summary>
    public int InTimeToday { get; set; }

    /// <summary>How many ended since then without being taken, after that time.</summary>
    public int LostToday { get; set; }

    /// <summary>How many ended since then without being taken, before that time.</summary>
    public int ShortAbandonsToday { get; set; }

    /// <summary>How fast tasks are taken, for the expected waiting time.</summary>
    public WaitEstimate Estimate { get; set; }
}
