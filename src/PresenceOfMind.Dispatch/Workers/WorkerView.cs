using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>A person of a team as it is shown.</summary>
public sealed record WorkerView
{
    /// <summary>The contact: <c>user@domain</c> in small letters.</summary>
    public required Contact Contact { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>What was last told of the person.</summary>
    public required PresenceState Presence { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset PresenceSince { get; init; }

    /// <summary>
    /// Whether that still counts: told since the team was loaded and since the source was last lost, or a program vouches for it.
    /// </summary>
    public required bool Confirmed { get; init; }

    /// <summary>Whether the person could take a task of a usual channel.</summary>
    public required bool Able { get; init; }

    /// <summary>Why not, in words; null where the person is able.</summary>
    public string? NotAbleBecause { get; init; }

    /// <summary>The id of the first task that the person has; null for none.</summary>
    public TaskId? Task => Tasks.Count > 0 ? Tasks[0].Id : null;

    /// <summary>That task's title; null for none.</summary>
    public string? TaskTitle => Tasks.Count > 0 ? Tasks[0].Title : null;

    /// <summary>The tasks that the person has: assigned, on hold, wrapping up.</summary>
    public IReadOnlyList<AssignedTaskView> Tasks { get; init; } = [];

    /// <summary>What the person is asked to take.</summary>
    public IReadOnlyList<OfferView> Offers { get; init; } = [];

    /// <summary>When the person's last assignment ended, or when the person was added, UTC.</summary>
    public required DateTimeOffset IdleSince { get; init; }

    /// <summary>Why the person is paused, in words; null where the person is not.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>
    /// What paused the person: <c>person</c> (somebody asked for it) or <c>no-answer</c> (offers in a row timed out); null where the person
    /// is not paused.
    /// </summary>
    public PauseCause? PauseCause { get; init; }

    /// <summary>Since when the person is paused, UTC; null where the person is not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Whether the person finishes what is there and takes no more.</summary>
    public bool Draining { get; init; }

    /// <summary>Whether the person leaves the team when nothing is left to finish.</summary>
    public bool Leaving { get; init; }

    /// <summary>How many units are held.</summary>
    public int Used { get; init; }

    /// <summary>The settings, as PUT takes them.</summary>
    public required WorkerSettings Settings { get; init; }

    internal static WorkerView From(TeamState state, Worker worker)
    {
        var rule = EligibilityRuleText.OwnRule(state, worker);
        return new WorkerView
        {
            Contact = worker.Contact,
            Name = worker.Name,
            Presence = worker.State,
            PresenceSince = worker.StateSince,
            Confirmed = state.Roster.IsConfirmed(worker),
            Able = rule == EligibilityRule.None,
            NotAbleBecause = EligibilityRuleText.OfWorker(state, worker, rule),
            Tasks = [.. worker.Tasks.Select(t => new AssignedTaskView(t.Id, t.Title, t.State) { Outcomes = t.Queue.Settings.Outcomes })],
            Offers = [.. worker.Offers.Select(
                o => new OfferView(o.Number, o.Task.Id, o.Task.Title, worker.Contact, worker.Name, o.At, o.Until))],
            IdleSince = worker.Idle.Wall,
            PausedBecause = CauseWords.Pause(worker),
            PauseCause = worker.PauseCause,
            PausedAt = worker.PausedAt,
            Draining = worker.Draining,
            Leaving = worker.Leaving,
            Used = worker.Used,
            Settings = worker.Settings,
        };
    }
}

/// <summary>A task that somebody has.</summary>
/// <param name="Id">The task.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="State">Assigned, on hold or wrapping up.</param>
public sealed record AssignedTaskView(TaskId Id, string Title, TaskState State)
{
    /// <summary>What the task may be completed with, by its queue; empty where completing takes no outcome.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}

/// <summary>A person is asked to take a task.</summary>
/// <param name="Number">The offer.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Worker">The contact of who is asked.</param>
/// <param name="WorkerName">That person's name.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">The deadline, UTC: an answer at it or later counts no more.</param>
public sealed record OfferView(
    long Number, TaskId Task, string Title, Contact Worker, string WorkerName, DateTimeOffset At, DateTimeOffset Until);
