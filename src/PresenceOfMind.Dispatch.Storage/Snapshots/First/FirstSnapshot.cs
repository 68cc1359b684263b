using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Storage.Snapshots.First;

/// <summary>
/// What a snapshot of shape 1 holds. It is frozen: such a snapshot may stand for the beginning of a log that was cut, so it is read for
/// ever, and nothing is ever added to it. Moments of the team's own time stand as what the wall clock, as it was set at <see cref="At"/>,
/// would say; where people are shown what it said then, and that is something else, it stands beside.
/// </summary>
internal sealed record FirstSnapshot
{
    public long Position { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The team's own time at <see cref="At"/>; null in snapshots from before there were two clocks.</summary>
    public TimeSpan? Elapsed { get; init; }

    public long ConfigurationVersion { get; init; }

    public long SourceEpoch { get; init; }

    public long SourceSequence { get; init; }

    public DateTimeOffset UnconfirmedSince { get; init; }

    public UnconfirmedCause? UnconfirmedCause { get; init; }

    /// <summary>What the source said that was lost; the whole in words where there is no <see cref="UnconfirmedCause"/>.</summary>
    [Personal(Personal.Text)]
    public string? UnconfirmedBecause { get; init; }

    public long Confirmation { get; init; }

    public DateTimeOffset? DayBeganAt { get; init; }

    public DateTimeOffset? DayEndsAt { get; init; }

    public TeamRules Rules { get; init; } = new();

    public IReadOnlyList<KeptCalendar> Calendars { get; init; } = [];

    /// <summary>By index.</summary>
    public IReadOnlyList<KeptChannel> Channels { get; init; } = [];

    public IReadOnlyList<KeptQueue> Queues { get; init; } = [];

    public IReadOnlyList<KeptRoute> Routes { get; init; } = [];

    public IReadOnlyList<KeptTask> Tasks { get; init; } = [];

    /// <summary>The last tasks that ended, the latest first.</summary>
    public IReadOnlyList<TaskId> LastEnded { get; init; } = [];

    public IReadOnlyList<KeptWorker> Workers { get; init; } = [];

    public IReadOnlyList<KeptAnswer> Answers { get; init; } = [];
}

internal sealed record KeptCalendar(
    CalendarSettings Settings, long Order, bool IsOpen, DateTimeOffset? NextDue, DateTimeOffset? SaidAt = null);

internal sealed record KeptChannel(ChannelName Name, ChannelSettings? Settings);

internal sealed record KeptRoute(RouteSettings Settings, long Order);

internal sealed record KeptAnswer([NotPersonal] string Key, [NotPersonal] string Fingerprint, DateTimeOffset At, TaskItem? Task);

internal sealed record KeptQueue(QueueSettings Settings, long Order, bool Leaving, int TakenToday, int InTimeToday, KeptEstimate Estimate)
{
    public int LostToday { get; init; }

    public int ShortAbandonsToday { get; init; }
}

internal readonly record struct KeptEstimate(DateTimeOffset? Since, double Sum, double Weight);

internal readonly record struct KeptCoolDown(Contact Contact, DateTimeOffset Until);

internal sealed record KeptOffer(
    long Number,
    Contact Contact,
    DateTimeOffset At,
    DateTimeOffset Until,
    bool Several,
    OfferEnd? End,
    DateTimeOffset? EndedAt,
    [Personal(Personal.Text)] string? Reason,
    DateTimeOffset? UntilSaid = null)
{
    public bool WithOthers { get; init; }

    public WithdrawnBecause? Because { get; init; }
}

internal sealed record KeptWorker
{
    public required WorkerSettings Settings { get; init; }

    public long Order { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset IdleSince { get; init; }

    public DateTimeOffset? IdleSinceSaid { get; init; }

    public long LastAssignedPosition { get; init; }

    public int AssignmentsToday { get; init; }

    public TimeSpan WorkToday { get; init; }

    public PresenceState State { get; init; }

    public DateTimeOffset StateSince { get; init; }

    public long ConfirmedIn { get; init; }

    public DateTimeOffset? SettlesAt { get; init; }

    public DateTimeOffset? GraceEndsAt { get; init; }

    [Personal(Personal.Text)]
    public string? PauseReason { get; init; }

    public PauseCause? PauseCause { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public int Timeouts { get; init; }

    public bool Draining { get; init; }

    public bool Leaving { get; init; }

    /// <summary>The tasks that the worker has, in order.</summary>
    public IReadOnlyList<TaskId> Tasks { get; init; } = [];

    /// <summary>The numbers of the open offers, in order.</summary>
    public IReadOnlyList<long> Offers { get; init; } = [];

    public TaskId? ReservedFor { get; init; }
}

internal sealed record KeptTask
{
    public required TaskId Id { get; init; }

    [Personal(Personal.Text)]
    public required string Title { get; init; }

    [Personal(Personal.Json)]
    public string? Attributes { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public long AddedBy { get; init; }

    public required TaskSpec Spec { get; init; }

    public required EffectiveRequirements Need { get; init; }

    public TaskState State { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? QueuedAtSaid { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    public DateTimeOffset? EnteredAtSaid { get; init; }

    public int Aged { get; init; }

    public int Steps { get; init; }

    public Contact? WorkerContact { get; init; }

    [Personal(Personal.Name, Of = nameof(WorkerContact))]
    public string? WorkerName { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    public DateTimeOffset? WorkedSince { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? EndedAtSaid { get; init; }

    [Personal(Personal.Word)]
    public string? Outcome { get; init; }

    [Personal(Personal.Text)]
    public string? EndReason { get; init; }

    public TaskEndCause? EndCause { get; init; }

    /// <summary>Null where an early release wrote it.</summary>
    public bool? WasTaken { get; init; }

    public IReadOnlyList<TaskNote> Notes { get; init; } = [];

    public IReadOnlyList<KeptOffer> Offers { get; init; } = [];

    public IReadOnlyList<KeptOffer> PastOffers { get; init; } = [];

    public int Reach { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public IReadOnlyList<KeptCoolDown> Rests { get; init; } = [];

    public Contact? Former { get; init; }

    public DateTimeOffset? FormerUntil { get; init; }

    public bool WantsRoom { get; init; }

    public bool ToldNobodyWorks { get; init; }

    public LeadNeeded? LeadNeeded { get; init; }

    public IReadOnlyList<Contact> Unanswered { get; init; } = [];

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? WaitsUntil { get; init; }

    public DateTimeOffset? StepAt { get; init; }

    public DateTimeOffset? ExpiryAt { get; init; }

    public DateTimeOffset? AgesAt { get; init; }

    public DateTimeOffset? PrefersUntil { get; init; }

    public DateTimeOffset? WantsRoomAt { get; init; }

    public DateTimeOffset? ReachesAt { get; init; }

    public DateTimeOffset? WrapsUpUntil { get; init; }

    public DateTimeOffset? WrapsUpUntilSaid { get; init; }

    public DateTimeOffset? ForgottenAt { get; init; }

    public long Version { get; init; }
}
