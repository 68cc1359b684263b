using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A queue, as a team's configuration has it.</summary>
public sealed record QueueSettings
{
    /// <summary>The queue's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    [NotPersonal]
    public required string Name { get; init; }

    /// <summary>Which workers it takes, over their skills and labels; null for all.</summary>
    public Condition? Workers { get; init; }

    /// <summary>Which of the able workers gets a task.</summary>
    public StrategySettings Strategy { get; init; } = new();

    /// <summary>Whether a task is given at once, or offered with a time limit.</summary>
    public QueueMode Mode { get; init; } = QueueMode.Assign;

    /// <summary>How long an offer stands, in seconds.</summary>
    [Range(1, 86_400)]
    public int OfferSeconds { get; init; } = 30;

    /// <summary>How long the worker keeps the task's units after completing it, in seconds; 0 for not at all.</summary>
    [Range(0, 86_400)]
    public int WrapUpSeconds { get; init; }

    /// <summary>How many tasks may wait; null for any number.</summary>
    [Range(0, 1_000_000)]
    public int? MaxLength { get; init; }

    /// <summary>What becomes of a task that comes when the queue is full: refuse, queue or webhook.</summary>
    public Overflow WhenFull { get; init; } = new() { Action = OverflowAction.Refuse };

    /// <summary>How long a task may wait here, in seconds; null for ever.</summary>
    [Range(1, 31_536_000)]
    public int? MaxWaitSeconds { get; init; }

    /// <summary>What becomes of a task that has waited so long: queue, webhook (and it waits on) or expire.</summary>
    public Overflow WhenWaitedTooLong { get; init; } = new() { Action = OverflowAction.Expire };

    /// <summary>
    /// What becomes of a task when nobody of the queue is working at all: wait, queue or webhook (and it waits on). Nobody works where
    /// all are outside working hours, draining, or known to be UNAVAILABLE, on VACATION or UNKNOWN.
    /// </summary>
    public Overflow WhenNobodyWorks { get; init; } = new() { Action = OverflowAction.Wait };

    /// <summary>How the priority grows while a task waits; null for not at all.</summary>
    public Ageing? Ageing { get; init; }

    /// <summary>How a task may end; completing names one of them where there are any. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>How soon tasks are to be taken; null for no such aim.</summary>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>Whether workers may take a waiting task of their own choice.</summary>
    public bool Claim { get; init; }

    /// <summary>After how long a wait a task of several units keeps the room that becomes free with one worker, in seconds; null for never.</summary>
    [Range(1, 86_400)]
    public int? ReserveAfterSeconds { get; init; }

    /// <summary>For how long after its end a task may be reopened, in seconds; its former worker is asked first.</summary>
    [Range(0, 31_536_000)]
    public int ReopenSeconds { get; init; } = 86_400;
}

/// <summary>How a queue gives tasks away.</summary>
public enum QueueMode
{
    /// <summary>Whoever is chosen has the task at once.</summary>
    Assign,

    /// <summary>Whoever is chosen is asked, and accepts or declines within <see cref="QueueSettings.OfferSeconds"/>.</summary>
    Offer,
}

/// <summary>What becomes of a task where its queue cannot keep it as it is.</summary>
public sealed record Overflow
{
    /// <summary>What is done.</summary>
    public OverflowAction Action { get; init; }

    /// <summary>The queue that it goes to, for <see cref="OverflowAction.Queue"/>.</summary>
    [NotPersonal]
    public string? Queue { get; init; }

    /// <summary>The address that is told, for <see cref="OverflowAction.Webhook"/>.</summary>
    [NotPersonal]
    public Uri? Url { get; init; }
}

/// <summary>Ways of a queue to deal with what it cannot keep.</summary>
public enum OverflowAction
{
    /// <summary>It waits all the same.</summary>
    Wait,

    /// <summary>It is not taken.</summary>
    Refuse,

    /// <summary>It goes to another queue.</summary>
    Queue,

    /// <summary>An address is told, and it waits on.</summary>
    Webhook,

    /// <summary>It ends as expired.</summary>
    Expire,
}

/// <summary>How a priority grows while a task waits.</summary>
public sealed record Ageing
{
    /// <summary>After how many seconds of waiting the priority grows by one, again and again.</summary>
    [Range(1, 86_400)]
    public int EverySeconds { get; init; } = 60;

    /// <summary>By how much it grows at the most.</summary>
    [Range(1, 1000)]
    public int Most { get; init; } = 10;
}

/// <summary>How soon tasks are to be taken.</summary>
public sealed record ServiceLevel
{
    /// <summary>Within how many seconds of entering the queue.</summary>
    [Range(1, 31_536_000)]
    public int Seconds { get; init; } = 20;

    /// <summary>How many of a hundred.</summary>
    [Range(1, 100)]
    public int Percent { get; init; } = 80;
}
