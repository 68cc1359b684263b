using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Queues;

/// <summary>How a queue does now.</summary>
public sealed record QueueFigures
{
    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>How many tasks wait, those that are offered among them.</summary>
    public required int Waiting { get; init; }

    /// <summary>How many of them somebody is asked to take.</summary>
    public required int Offered { get; init; }

    /// <summary>How many tasks people have: assigned, on hold, wrapping up.</summary>
    public required int Assigned { get; init; }

    /// <summary>How many enter it later.</summary>
    public required int Scheduled { get; init; }

    /// <summary>Since how many seconds the one that waits longest has waited since it first entered a queue; null where none waits.</summary>
    public long? LongestWaitSeconds { get; init; }

    /// <summary>For how many seconds a task that came now would be expected to wait: 0 where none waits and somebody is able; null where nothing has been measured.</summary>
    public long? ExpectedWaitSeconds { get; init; }

    /// <summary>How many workers it takes.</summary>
    public required int Workers { get; init; }

    /// <summary>How many of them could take a task of a usual channel now.</summary>
    public required int Able { get; init; }

    /// <summary>How many of its tasks were taken today.</summary>
    public required int TakenToday { get; init; }

    /// <summary>How many of a hundred of those were taken as soon as its service level says; null where it has none, or where none was taken.</summary>
    public int? ServiceLevelPercent { get; init; }

    internal static QueueFigures Of(TeamState state, TeamQueue queue, TeamTime now)
    {
        var open = state.Tasks.EachOpen.Where(t => ReferenceEquals(t.Queue, queue)).ToList();
        var waiting = open.Where(t => t.IsWaiting).ToList();
        var workers = state.Roster.All.Where(w => queue.Selected.Has(w.Slot)).ToList();
        var able = workers.Count(w => WorkerView.Rule(state, w) == AbilityRule.None);
        return new QueueFigures
        {
            Queue = queue.Name,
            Waiting = waiting.Count,
            Offered = waiting.Count(t => t.State == TaskState.Offered),
            Assigned = open.Count(t => t.State is TaskState.Assigned or TaskState.OnHold or TaskState.WrappingUp),
            Scheduled = open.Count(t => t.State == TaskState.Scheduled),
            LongestWaitSeconds = waiting.Count > 0 ? (long)(now.Elapsed - waiting.Min(t => t.Queued.Elapsed)).TotalSeconds : null,
            ExpectedWaitSeconds = waiting.Count == 0 && able > 0 ? 0 : (long?)queue.Estimate.Expect(waiting.Count + 1, now.Elapsed)?.TotalSeconds,
            Workers = workers.Count,
            Able = able,
            TakenToday = queue.TakenToday,
            ServiceLevelPercent = queue is { Settings.ServiceLevel: not null, TakenToday: > 0 } ? 100 * queue.InTimeToday / queue.TakenToday : null,
        };
    }
}
