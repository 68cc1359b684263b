using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Offers;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task, as the team's log says. Changed only between <c>Lift</c> and <c>Place</c> of the book.</summary>
/// <param name="id">Unique in the team.</param>
/// <param name="added">When it was added.</param>
/// <param name="addedBy">The position of the event that added it.</param>
/// <param name="spec">What is asked for.</param>
/// <param name="need">What it needs now.</param>
/// <param name="channel">Its channel.</param>
internal sealed partial class TaskItem(string id, TeamTime added, long addedBy, TaskSpec spec, TaskNeed need, TeamChannel channel) : IDue
{
    private Instant _assignedAt;
    private Lapse _workedSince;
    private Instant _completedAt;
    private Instant _endedAt;
    private Lapse _endedElapsed;
    private Lapse _formerUntil;
    private Instant _wrapsUpUntil;
    private Lapse _wrapUpEnds;
    private Lapse _forgottenAt;
    private Lapse _nextDue;
    private Instant _nextWallDue;
    private List<Offer>? _offers;
    private List<Offer>? _pastOffers;
    private List<Rest>? _rests;

    public string Id { get; } = id;

    /// <summary>What is to be done, for people.</summary>
    public required string Title { get; set; }

    /// <summary>A JSON object for programs; null for none.</summary>
    public string? Attributes { get; set; }

    public DateTimeOffset AddedAt { get; } = added.Wall;

    public long AddedBy { get; } = addedBy;

    public TaskSpec Spec { get; set; } = spec;

    public TaskNeed Need
    {
        get;
        set
        {
            field = value;
            Priority = value.Priority + Aged;
        }
    } = need;

    public TeamChannel Channel { get; } = channel;

    public int Units => Spec.Units;

    /// <summary>Its queue.</summary>
    public required TeamQueue Queue { get; set; }

    public TaskState State { get; set; }

    /// <summary>When it first entered a queue; it keeps that when it returns to one.</summary>
    public TeamTime Queued { get; set; } = added;

    /// <summary>What the wall clock said then.</summary>
    public DateTimeOffset QueuedAt => Queued.Wall;

    /// <summary>When it entered the queue in which it is.</summary>
    public TeamTime Entered { get; set; } = added;

    /// <summary>By how much its priority has grown by waiting.</summary>
    public int Aged
    {
        get;
        set
        {
            field = value;
            Priority = Need.Priority + value;
        }
    }

    /// <summary>Its priority now.</summary>
    public int Priority { get; private set; } = need.Priority;

    /// <summary>How many steps of its route are done.</summary>
    public int Steps { get; set; }

    /// <summary>Who has it; null for nobody.</summary>
    public Worker? Worker { get; set; }

    /// <summary>The contact of who has it or had it when it ended.</summary>
    public string? WorkerContact { get; set; }

    /// <summary>That person's name when the task was given.</summary>
    public string? WorkerName { get; set; }

    public DateTimeOffset? AssignedAt
    {
        get => _assignedAt;
        set => _assignedAt = value;
    }

    /// <summary>Since when its worker has worked on it without a break, by the team's own time.</summary>
    public TimeSpan? WorkedSince
    {
        get => _workedSince;
        set => _workedSince = value;
    }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? CompletedAt
    {
        get => _completedAt;
        set => _completedAt = value;
    }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt
    {
        get => _endedAt;
        set => _endedAt = value;
    }

    /// <summary>When it ended, by the team's own time.</summary>
    public TimeSpan? EndedElapsed
    {
        get => _endedElapsed;
        set => _endedElapsed = value;
    }

    public string? Outcome { get; set; }

    /// <summary>Why it was called off, or expired.</summary>
    public string? EndReason { get; set; }

    /// <summary>Why it ended without being done; null where it has not.</summary>
    public TaskEndCause? EndCause { get; set; }

    /// <summary>Whether somebody has had it: what is counted of how soon tasks are taken means the first time.</summary>
    public bool WasTaken { get; set; }

    /// <summary>How long it has waited by the clock of its queue's service level, which began when it came in, or at the time before which it was not to begin.</summary>
    /// <param name="elapsed">The team's own time.</param>
    public TimeSpan Waited(TimeSpan elapsed) =>
        elapsed - Queued.Elapsed + (Spec.NotBefore is { } start && start > AddedAt && Queued.Wall > start ? Queued.Wall - start : TimeSpan.Zero);

    public IReadOnlyList<TaskNote> Notes { get; set; } = [];

    /// <summary>Its open offers, in the order in which they were made.</summary>
    public List<Offer> Offers => _offers ??= [];

    public bool HasOffers => _offers is { Count: > 0 };

    /// <summary>The last offers that ended, the latest last.</summary>
    public List<Offer> PastOffers => _pastOffers ??= [];

    /// <summary>How many people are asked at once.</summary>
    public int Reach { get; set; } = 1;

    /// <summary>Pairs with workers that rest.</summary>
    public List<Rest> Rests => _rests ??= [];

    public bool HasRests => _rests is { Count: > 0 };

    /// <summary>Whoever had it when it ended, and is asked first until <see cref="FormerUntil"/>.</summary>
    public string? Former { get; set; }

    public TimeSpan? FormerUntil
    {
        get => _formerUntil;
        set => _formerUntil = value;
    }

    /// <summary>Whether it may keep a worker's room.</summary>
    public bool WantsRoom { get; set; }

    /// <summary>Whose room is kept for it; null for nobody's.</summary>
    public Worker? ReservedWith { get; set; }

    /// <summary>The last <see cref="MatchIndex.Hope"/> in which room was sought for it, kept by the rules that seek it.</summary>
    public long RoomSoughtIn { get; set; }

    /// <summary>Who let an offer to several time out since it last came to a queue: they do not cool down, and are asked after the others.</summary>
    public IReadOnlyList<string> Unanswered { get; set; } = [];

    /// <summary>Why a lead was told that it waits for somebody who may not come; null where none was.</summary>
    public LeadNeeded? LeadNeeded { get; set; }

    /// <summary>Whether it waits for people who may turn out not to come: those whom it prefers or names.</summary>
    public bool CountsOnPeople => IsWaiting && (PrefersUntil is not null || (LeadNeeded is null && Need.Named.Count > 0));

    /// <summary>Whether its queue's rule for when nobody works was followed.</summary>
    public bool ToldNobodyWorks { get; set; }

    /// <summary>When the wrap-up ends, by the team's own time.</summary>
    public TimeSpan? WrapUpEnds
    {
        get => _wrapUpEnds;
        set => _wrapUpEnds = value;
    }

    /// <summary>When the wrap-up ends, by the wall clock, for people.</summary>
    public DateTimeOffset? WrapsUpUntil
    {
        get => _wrapsUpUntil;
        set => _wrapsUpUntil = value;
    }

    /// <summary>When it leaves the state.</summary>
    public TimeSpan? ForgottenAt
    {
        get => _forgottenAt;
        set => _forgottenAt = value;
    }

    /// <summary>The position of the last event that changed it.</summary>
    public long Version { get; set; } = addedBy;

    public bool IsOpen => State < TaskState.Completed;

    /// <summary>Whether it is in the queue's line.</summary>
    public bool IsWaiting => State is TaskState.Waiting or TaskState.Offered;

    /// <summary>Whether somebody is to be found for it.</summary>
    public bool WantsSomebody => State == TaskState.Waiting || (State == TaskState.Offered && Offers.Count < Reach);

    public long Order => AddedBy;

    public TimeSpan? NextDue
    {
        get => _nextDue;
        set => _nextDue = value;
    }

    public DateTimeOffset? NextWallDue
    {
        get => _nextWallDue;
        set => _nextWallDue = value;
    }

    /// <summary>Where it stands in line, kept by the index.</summary>
    public Demand? Demand { get; set; }

    /// <summary>Whether a rule about pairs can refuse anybody.</summary>
    public bool HasBlocks => HasRests || HasOffers;

    /// <summary>Whether a rule about the pair of this task and a worker refuses.</summary>
    public bool IsBlocked(Worker worker) => IsResting(worker) || OpenOffer(worker.Contact) is not null;

    public bool IsResting(Worker worker)
    {
        if (!HasRests)
        {
            return false;
        }

        foreach (var rest in Rests)
        {
            if (string.Equals(rest.Contact, worker.Contact, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The open offer to somebody; null where there is none.</summary>
    public Offer? OpenOffer(string contact)
    {
        if (!HasOffers)
        {
            return null;
        }

        foreach (var offer in Offers)
        {
            if (string.Equals(offer.Contact, contact, StringComparison.Ordinal))
            {
                return offer;
            }
        }

        return null;
    }
}
