using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>How a queue does now.</summary>
public sealed record QueueFigures
{
    /// <summary>The queue.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>How many tasks wait, those that are offered among them.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many of them somebody is asked to take.</summary>
    public required int Offered { get; init; }

    /// <summary>How many tasks people have: assigned, on hold, wrapping up.</summary>
    public required int Assigned { get; init; }

    /// <summary>How many enter it later.</summary>
    public required int Scheduled { get; init; }

    /// <summary>
    /// Since how many seconds the one that waits longest has waited since it first entered a queue; null where none waits.
    /// </summary>
    public long? LongestWaitSeconds { get; init; }

    /// <summary>
    /// For how many seconds a task of the usual channel that came now and asked for nothing would be expected to wait: 0 where none waits
    /// and somebody is able. It grows while nothing moves. Null where <see cref="NoExpectedWaitBecause"/> says why.
    /// </summary>
    public long? ExpectedWaitSeconds { get; init; }

    /// <summary>
    /// Why no wait can be told, in words: nobody who could take such a task is in sight, or nothing has been measured; null where one is
    /// told.
    /// </summary>
    public string? NoExpectedWaitBecause { get; init; }

    /// <summary>How many workers it takes.</summary>
    public required int Workers { get; init; }

    /// <summary>How many of them could take a task of a usual channel now.</summary>
    public required int Able { get; init; }

    /// <summary>How many tasks were taken from it today for the first time.</summary>
    public required int TakenToday { get; init; }

    /// <summary>
    /// How many of a hundred were taken as soon as its service level says: of those that were taken today, that ended today too late
    /// without being taken, and that wait too long. Null where it has no service level, or where there are none of these.
    /// </summary>
    public int? ServiceLevelPercent { get; init; }

    /// <summary>How many of those taken today were taken as soon as its service level says; null where it has none.</summary>
    public int? InTimeToday { get; init; }

    /// <summary>
    /// How many were cancelled or expired today without being taken, after the time that its service level sets; null where it has none.
    /// </summary>
    public int? LostToday { get; init; }

    /// <summary>
    /// How many ended today without being taken before that time, which do not count; null where it has no service level.
    /// </summary>
    public int? ShortAbandonsToday { get; init; }

    /// <summary>How many wait that were never taken, longer than its service level says; null where it has none.</summary>
    public int? WaitingTooLong { get; init; }

    internal static QueueFigures Compute(TeamState state, TeamQueue queue, TeamTime now)
    {
        var open = state.Tasks.EachOpen.Where(t => ReferenceEquals(t.Queue, queue)).ToList();
        var waiting = open.Where(t => t.IsWaiting).ToList();
        var workers = state.Roster.All.Where(w => state.Index.Selects(queue, w)).ToList();
        var able = workers.Count(w => EligibilityRuleText.OwnRule(state, w) == EligibilityRule.None);
        var expected = new WaitForecast(state, now).OfNext(queue);
        int? tooLong = queue.Settings.ServiceLevel is { } level
            ? waiting.Count(t => !t.WasTaken && t.Waited(now.Elapsed) > TimeSpan.FromSeconds(level.Seconds))
            : null;
        var counted = queue.TakenToday + queue.LostToday + (tooLong ?? 0);
        return new QueueFigures
        {
            Queue = queue.Name,
            Waiting = waiting.Count,
            Offered = waiting.Count(t => t.State == TaskState.Offered),
            Assigned = open.Count(t => t.State is TaskState.Assigned or TaskState.OnHold or TaskState.WrappingUp),
            Scheduled = open.Count(t => t.State == TaskState.Scheduled),
            LongestWaitSeconds = waiting.Count > 0 ? (long)(now.Elapsed - waiting.Min(t => t.Queued.Elapsed)).TotalSeconds : null,
            ExpectedWaitSeconds = expected.Seconds,
            NoExpectedWaitBecause = expected.Because,
            Workers = workers.Count,
            Able = able,
            TakenToday = queue.TakenToday,
            ServiceLevelPercent = tooLong is null || counted == 0 ? null : 100 * queue.InTimeToday / counted,
            InTimeToday = tooLong is null ? null : queue.InTimeToday,
            LostToday = tooLong is null ? null : queue.LostToday,
            ShortAbandonsToday = tooLong is null ? null : queue.ShortAbandonsToday,
            WaitingTooLong = tooLong,
        };
    }
}
