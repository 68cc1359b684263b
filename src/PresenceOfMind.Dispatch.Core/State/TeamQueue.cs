using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A queue of a team, as its log says.</summary>
public sealed class TeamQueue(QueueSettings settings, long order)
{
    public QueueName Name => Settings.Name;

    public QueueSettings Settings { get; internal set; } = settings;

    /// <summary>The position of the event that made it.</summary>
    public long Order { get; } = order;

    /// <summary>Made from the settings.</summary>
    [NotStored]
    public IStrategy Strategy { get; internal set; } = StrategyCatalog.Make(settings.Strategy);

    /// <summary>How many tasks wait in it, those that are offered among them.</summary>
    [NotStored]
    public int Length { get; internal set; }

    /// <summary>How many of its tasks have not ended.</summary>
    [NotStored]
    public int Live { get; internal set; }

    /// <summary>Whether it takes no more tasks, and goes when it is empty.</summary>
    public bool Leaving { get; internal set; }

    /// <summary>How many tasks were taken from it for the first time since the team's day began.</summary>
    public int TakenToday { get; internal set; }

    /// <summary>How many of them within the time that its service level sets.</summary>
    public int InTimeToday { get; internal set; }

    /// <summary>How many ended since then without being taken, after that time.</summary>
    public int LostToday { get; internal set; }

    /// <summary>How many ended since then without being taken, before that time.</summary>
    public int ShortAbandonsToday { get; internal set; }

    /// <summary>How fast tasks are taken, for the expected waiting time.</summary>
    public WaitEstimate Estimate { get; internal set; }
}
