using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A queue, as a team's configuration has it.</summary>
public sealed record QueueSettings
{
    /// <summary>The queue's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    public required QueueName Name { get; init; }

    /// <summary>A condition that selects the workers of the queue; null for all.</summary>
    public Condition? Workers { get; init; }

    /// <summary>Which of the eligible workers gets a task.</summary>
    public StrategySettings Strategy { get; init; } = new();

    /// <summary>Whether a task is assigned at once, or offered with a time limit.</summary>
    public QueueMode Mode { get; init; } = QueueMode.Assign;

    /// <summary>The time-out of an offer, in seconds.</summary>
    [Range(1, 86_400)]
    public int OfferSeconds { get; init; } = 30;

    /// <summary>Wrap-up: how long a completed task still uses its worker's units, in seconds; 0 for no wrap-up.</summary>
    [Range(0, 86_400)]
    public int WrapUpSeconds { get; init; }

    /// <summary>How many tasks may wait; null for no limit.</summary>
    [Range(0, 1_000_000)]
    public int? MaxLength { get; init; }

    /// <summary>What happens to a task that arrives when the queue is full: refuse, queue or webhook.</summary>
    public Overflow WhenFull { get; init; } = new() { Action = OverflowAction.Refuse };

    /// <summary>How long a task may wait here, in seconds; null for no limit.</summary>
    [Range(1, 31_536_000)]
    public int? MaxWaitSeconds { get; init; }

    /// <summary>What happens to a task that has waited so long: queue, webhook (it continues to wait) or expire.</summary>
    public Overflow WhenWaitedTooLong { get; init; } = new() { Action = OverflowAction.Expire };

    /// <summary>
    /// What becomes of a task when nobody of the queue is working at all: wait, queue or webhook (and it waits on). Nobody works where
    /// all are outside working hours, draining, or known to be UNAVAILABLE, on VACATION or UNKNOWN.
    /// </summary>
    public Overflow WhenNobodyWorks { get; init; } = new() { Action = OverflowAction.Wait };

    /// <summary>How the priority grows while a task waits; null for not at all.</summary>
    public Ageing? Ageing { get; init; }

    /// <summary>The outcomes of a task. If there are any, completing a task must name one. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>The target for the waiting time; null for no target.</summary>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>Whether workers may claim a waiting task.</summary>
    public bool Claim { get; init; }

    /// <summary>
    /// After how long a wait a task of several units keeps the room that becomes free with one worker, in seconds; null for never.
    /// </summary>
    [Range(1, 86_400)]
    public int? ReserveAfterSeconds { get; init; }

    /// <summary>How long after its end a task can be reopened, in seconds. Its former worker is asked first.</summary>
    [Range(0, 31_536_000)]
    public int ReopenSeconds { get; init; } = 86_400;
}

/// <summary>How a queue assigns tasks.</summary>
public enum QueueMode
{
    /// <summary>The chosen worker has the task at once.</summary>
    Assign,

    /// <summary>The chosen worker is asked, and accepts or declines within <see cref="QueueSettings.OfferSeconds"/>.</summary>
    Offer,
}

/// <summary>What becomes of a task where its queue cannot keep it as it is.</summary>
public sealed record Overflow
{
    /// <summary>The action.</summary>
    public OverflowAction Action { get; init; }

    /// <summary>The queue that it goes to, for <see cref="OverflowAction.Queue"/>.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>The address that is told, for <see cref="OverflowAction.Webhook"/>.</summary>
    [NotPersonal]
    public Uri? Url { get; init; }
}

/// <summary>What a queue does with a task that it cannot keep.</summary>
public enum OverflowAction
{
    /// <summary>The task waits.</summary>
    Wait,

    /// <summary>The task is refused.</summary>
    Refuse,

    /// <summary>The task goes to another queue.</summary>
    Queue,

    /// <summary>An address is called, and the task continues to wait.</summary>
    Webhook,

    /// <summary>The task expires.</summary>
    Expire,
}

/// <summary>How a priority grows while a task waits.</summary>
public sealed record Ageing
{
    /// <summary>The priority grows by one after each time of waiting of this length, in seconds.</summary>
    [Range(1, 86_400)]
    public int EverySeconds { get; init; } = 60;

    /// <summary>The largest growth.</summary>
    [Range(1, 1000)]
    public int Most { get; init; } = 10;
}

/// <summary>How soon tasks are to be taken.</summary>
public sealed record ServiceLevel
{
    /// <summary>The target: seconds from entering the queue.</summary>
    [Range(1, 31_536_000)]
    public int Seconds { get; init; } = 20;

    /// <summary>The percentage of tasks that are to meet the target.</summary>
    [Range(1, 100)]
    public int Percent { get; init; } = 80;
}
