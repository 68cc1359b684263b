using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Storage.Snapshots.Content;

/// <summary>
/// What a snapshot holds of a team: the parts of its <see cref="TeamState"/> as they are, and the ids by which they refer to each other.
/// Members mean what those of the state mean.
/// </summary>
internal sealed record SnapshotContent
{
    public long Position { get; init; }

    public TeamTime Time { get; init; }

    public long ConfigurationVersion { get; init; }

    public long SourceEpoch { get; init; }

    public long SourceSequence { get; init; }

    public TimeSpan UnconfirmedSince { get; init; }

    public UnconfirmedCause? UnconfirmedCause { get; init; }

    [Personal(Personal.Text)]
    public string? UnconfirmedReason { get; init; }

    public long Confirmation { get; init; }

    public TimeSpan? DayBeganAt { get; init; }

    public DateTimeOffset? DayEndsAt { get; init; }

    public TeamRules Rules { get; init; } = new();

    public IReadOnlyList<TeamCalendar> Calendars { get; init; } = [];

    /// <summary>By index.</summary>
    public IReadOnlyList<TeamChannel> Channels { get; init; } = [];

    public IReadOnlyList<TeamQueue> Queues { get; init; } = [];

    public IReadOnlyList<TeamRoute> Routes { get; init; } = [];

    public IReadOnlyList<TaskItem> Tasks { get; init; } = [];

    /// <summary>The ids of the last tasks that ended, the latest first.</summary>
    public IReadOnlyList<TaskId> LastEnded { get; init; } = [];

    public IReadOnlyList<SnapshotWorker> Workers { get; init; } = [];

    public IReadOnlyList<SnapshotAnswer> Answers { get; init; } = [];

    /// <summary>What there is to keep of a state.</summary>
    public static SnapshotContent From(TeamState state) => new()
    {
        Position = state.Position,
        Time = state.Time,
        ConfigurationVersion = state.ConfigurationVersion,
        SourceEpoch = state.SourceEpoch,
        SourceSequence = state.SourceSequence,
        UnconfirmedSince = state.UnconfirmedSince,
        UnconfirmedCause = state.UnconfirmedCause,
        UnconfirmedReason = state.UnconfirmedReason,
        Confirmation = state.Roster.Confirmation,
        DayBeganAt = state.Day.BeganAt,
        DayEndsAt = state.Day.NextWallDue,
        Rules = state.Parts.Rules,
        Calendars = state.Parts.Calendars.All,
        Channels = state.Parts.Channels.All,
        Queues = state.Parts.Queues.All,
        Routes = state.Parts.Routes.All,
        Tasks = [.. state.Tasks.All.OrderBy(t => t.AddedBy)],
        LastEnded = [.. state.Tasks.LastEnded.Select(t => t.Id)],
        Workers = [.. state.Roster.All.Select(SnapshotWorker.From)],
        Answers = [.. state.Answers.All.Select(a => new SnapshotAnswer(a.Key, a.Answer.Fingerprint, a.At, a.Answer.Task))],
    };
}

/// <summary>A worker, and what the worker has.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Tasks">The ids of the tasks that the worker has, in order.</param>
/// <param name="Offers">The numbers of the open offers, in order.</param>
/// <param name="ReservedFor">The id of the task for which room is reserved; null for none.</param>
internal sealed record SnapshotWorker(
    Worker Worker, IReadOnlyList<TaskId> Tasks, IReadOnlyList<long> Offers, TaskId? ReservedFor = null)
{
    public static SnapshotWorker From(Worker worker) =>
        new(worker, [.. worker.Tasks.Select(t => t.Id)], [.. worker.Offers.Select(o => o.Number)], worker.ReservedFor?.Id);
}

/// <summary>A first answer.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Fingerprint">What the command said, condensed.</param>
/// <param name="At">When, by the team's own time.</param>
/// <param name="Task">The task as the answer showed it; null where it showed none.</param>
internal sealed record SnapshotAnswer([NotPersonal] string Key, [NotPersonal] string Fingerprint, TimeSpan At, TaskItem? Task = null);
