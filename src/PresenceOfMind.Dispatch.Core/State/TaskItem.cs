using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// A task, as the team's log says. Changed only between <c>Lift</c> and <c>Place</c> of the book. This is the one definition of its stored
/// members: snapshots and rows are written and read by it. Each member that is set is stored, unless it is marked.
/// </summary>
/// <param name="id">Unique in the team.</param>
/// <param name="title">What is to be done, for people.</param>
/// <param name="queue">Its queue.</param>
/// <param name="added">When it was added.</param>
/// <param name="addedBy">The position of the event that added it.</param>
/// <param name="spec">What is asked for.</param>
/// <param name="need">What it needs now.</param>
/// <param name="channel">Its channel.</param>
public sealed partial class TaskItem(
    TaskId id, string title, TeamQueue queue, TeamTime added, long addedBy, TaskSpec spec, EffectiveRequirements need, TeamChannel channel)
    : IDue
{
    private static readonly List<Offer> NoOffers = [];
    private static readonly List<CoolDown> NoRests = [];

    private PackedTime _assignedAt;
    private PackedSpan _workedSince;
    private PackedTime _completedAt;
    private PackedTime _endedAt;
    private PackedSpan _endedElapsed;
    private PackedSpan _formerUntil;
    private PackedTime _wrapsUpUntil;
    private PackedSpan _wrapUpEnds;
    private PackedSpan _forgottenAt;
    private PackedSpan _nextDue;
    private PackedTime _nextWallDue;
    private List<Offer>? _offers;
    private List<Offer>? _pastOffers;
    private List<CoolDown>? _rests;

    /// <summary>Makes a task whose members are read from storage. Its queue and its channel are found by their names.</summary>
    internal TaskItem()
        : this(default, "", null!, default, 0, TaskSpec.Plain, EffectiveRequirements.None, null!)
    {
    }

    public TaskId Id { get; private set; } = id;

    /// <summary>What is to be done, for people.</summary>
    [Personal(Personal.Text)]
    public string Title { get; internal set; } = title;

    /// <summary>A JSON object for programs; null for none.</summary>
    [Personal(Personal.Json)]
    public string? Attributes { get; internal set; }

    public DateTimeOffset AddedAt { get; private set; } = added.Wall;

    public long AddedBy { get; private set; } = addedBy;

    public TaskSpec Spec { get; internal set; } = spec;

    public EffectiveRequirements Need
    {
        get;
        internal set
        {
            field = value;
            Priority = value.Priority + Aged;
        }
    } = need;

    /// <summary>Its channel, found by the name in <see cref="Spec"/>.</summary>
    [NotStored]
    public TeamChannel Channel { get; internal set; } = channel;

    public int Units => Spec.Units;

    /// <summary>Its queue, found by the name in <see cref="Need"/>.</summary>
    [NotStored]
    public TeamQueue Queue { get; internal set; } = queue;

    public TaskState State { get; internal set; }

    /// <summary>When it first entered a queue; it keeps that when it returns to one.</summary>
    public TeamTime Queued { get; internal set; } = added;

    /// <summary>What the wall clock said then.</summary>
    public DateTimeOffset QueuedAt => Queued.Wall;

    /// <summary>When it entered the queue in which it is.</summary>
    [NotInRow]
    public TeamTime Entered { get; internal set; } = added;

    /// <summary>By how much its priority has grown by waiting.</summary>
    public int Aged
    {
        get;
        internal set
        {
            field = value;
            Priority = Need.Priority + value;
        }
    }

    /// <summary>Its priority now.</summary>
    [NotStored]
    public int Priority { get; private set; } = need.Priority;

    /// <summary>How many steps of its route are done.</summary>
    [NotInRow]
    public int Steps { get; internal set; }

    /// <summary>Who has it; null for nobody.</summary>
    [NotStored]
    public Worker? Worker { get; internal set; }

    /// <summary>The contact of who has it or had it when it ended.</summary>
    public Contact? WorkerContact { get; internal set; }

    /// <summary>That person's name when the task was given.</summary>
    [Personal(Personal.Name, Of = nameof(WorkerContact))]
    public string? WorkerName { get; internal set; }

    public DateTimeOffset? AssignedAt
    {
        get => _assignedAt;
        internal set => _assignedAt = value;
    }

    /// <summary>Since when its worker has worked on it without a break, by the team's own time.</summary>
    [NotInRow]
    public TimeSpan? WorkedSince
    {
        get => _workedSince;
        internal set => _workedSince = value;
    }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? CompletedAt
    {
        get => _completedAt;
        internal set => _completedAt = value;
    }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt
    {
        get => _endedAt;
        internal set => _endedAt = value;
    }

    /// <summary>When it ended, by the team's own time.</summary>
    [NotInRow]
    public TimeSpan? EndedElapsed
    {
        get => _endedElapsed;
        internal set => _endedElapsed = value;
    }

    [Personal(Personal.Word)]
    public string? Outcome { get; internal set; }

    /// <summary>What somebody said who called it off. Early releases wrote here why it expired.</summary>
    [Personal(Personal.Text)]
    public string? EndReason { get; internal set; }

    /// <summary>Why it ended without being done; null where it has not.</summary>
    public TaskEndCause? EndCause { get; internal set; }

    /// <summary>Whether somebody has had it: what is counted of how soon tasks are taken means the first time.</summary>
    [NotInRow]
    public bool WasTaken { get; internal set; }

    /// <summary>
    /// How long it has waited by the clock of its queue's service level, which began when it came in, or at the time before which it was
    /// not to begin.
    /// </summary>
    /// <param name="elapsed">The team's own time.</param>
    public TimeSpan Waited(TimeSpan elapsed) =>
        elapsed - Queued.Elapsed + (Spec.NotBefore is { } start && start > AddedAt && Queued.Wall > start
            ? Queued.Wall - start
            : TimeSpan.Zero);

    public IReadOnlyList<TaskNote> Notes { get; internal set; } = [];

    /// <summary>Its open offers, in the order in which they were made.</summary>
    public IReadOnlyList<Offer> Offers
    {
        get => _offers ?? NoOffers;
        private set => _offers = [.. value];
    }

    internal List<Offer> OfferList => _offers ??= [];

    public bool HasOffers => _offers is { Count: > 0 };

    /// <summary>The last offers that ended, the latest last.</summary>
    [NotInRow]
    public IReadOnlyList<Offer> PastOffers
    {
        get => _pastOffers ?? NoOffers;
        private set => _pastOffers = [.. value];
    }

    internal List<Offer> PastOfferList => _pastOffers ??= [];

    /// <summary>How many people are asked at once.</summary>
    [NotInRow]
    public int Reach { get; internal set; } = 1;

    /// <summary>Pairs with workers that rest.</summary>
    [NotInRow]
    public IReadOnlyList<CoolDown> Rests
    {
        get => _rests ?? NoRests;
        private set => _rests = [.. value];
    }

    internal List<CoolDown> RestList => _rests ??= [];

    public bool HasRests => _rests is { Count: > 0 };

    /// <summary>Whoever had it when it ended, and is asked first until <see cref="FormerUntil"/>.</summary>
    [NotInRow]
    public Contact? Former { get; internal set; }

    [NotInRow]
    public TimeSpan? FormerUntil
    {
        get => _formerUntil;
        internal set => _formerUntil = value;
    }

    /// <summary>Whether it may keep a worker's room.</summary>
    [NotInRow]
    public bool WantsRoom { get; internal set; }

    /// <summary>Whose room is kept for it; null for nobody's.</summary>
    [NotStored]
    public Worker? ReservedWith { get; internal set; }

    /// <summary>
    /// Who let an offer to several time out since it last came to a queue: they do not cool down, and are asked after the others.
    /// </summary>
    [NotInRow]
    public IReadOnlyList<Contact> Unanswered { get; internal set; } = [];

    /// <summary>Why a lead was told that it waits for somebody who may not come; null where none was.</summary>
    [NotInRow]
    public LeadNeeded? LeadNeeded { get; internal set; }

    /// <summary>Whether it waits for people who may turn out not to come: those whom it prefers or names.</summary>
    public bool CountsOnPeople => IsWaiting && (PrefersUntil is not null || (LeadNeeded is null && Need.Named.Count > 0));

    /// <summary>Whether its queue's rule for when nobody works was followed.</summary>
    [NotInRow]
    public bool ToldNobodyWorks { get; internal set; }

    /// <summary>When the wrap-up ends, by the team's own time.</summary>
    [NotInRow]
    public TimeSpan? WrapUpEnds
    {
        get => _wrapUpEnds;
        internal set => _wrapUpEnds = value;
    }

    /// <summary>When the wrap-up ends, by the wall clock, for people.</summary>
    public DateTimeOffset? WrapsUpUntil
    {
        get => _wrapsUpUntil;
        internal set => _wrapsUpUntil = value;
    }

    /// <summary>When it leaves the state.</summary>
    [NotInRow]
    public TimeSpan? ForgottenAt
    {
        get => _forgottenAt;
        internal set => _forgottenAt = value;
    }

    /// <summary>The position of the last event that changed it.</summary>
    public long Version { get; internal set; } = addedBy;

    public bool IsOpen => State < TaskState.Completed;

    /// <summary>Whether it is in the queue's line.</summary>
    public bool IsWaiting => State is TaskState.Waiting or TaskState.Offered;

    /// <summary>Whether somebody is to be found for it.</summary>
    public bool WantsSomebody => State == TaskState.Waiting || (State == TaskState.Offered && Offers.Count < Reach);

    public long Order => AddedBy;

    [NotStored]
    public TimeSpan? NextDue
    {
        get => _nextDue;
        internal set => _nextDue = value;
    }

    [NotStored]
    public DateTimeOffset? NextWallDue
    {
        get => _nextWallDue;
        internal set => _nextWallDue = value;
    }

    /// <summary>Its place in the arrays of the index, which gives it; -1 where it stands in no line.</summary>
    [NotStored]
    internal int Slot { get; set; } = -1;

    /// <summary>
    /// A copy as the task is now, to be shown, answered or kept in a row while the team goes on. It stands in no line, and nobody has it.
    /// </summary>
    public TaskItem Copy()
    {
        var copy = (TaskItem)MemberwiseClone();
        (copy.Worker, copy.ReservedWith, copy.Slot) = (null, null, -1);
        (copy._pastOffers, copy._rests) = (null, null);
        copy._waits = _waits?.ToShow();
        copy._offers = HasOffers ? _offers!.ConvertAll(o => o.CopyFor(copy)) : null;
        return copy;
    }

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

        foreach (var rest in _rests!)
        {
            if (rest.Contact == worker.Contact)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The open offer to somebody; null where there is none.</summary>
    public Offer? OpenOffer(Contact contact)
    {
        if (!HasOffers)
        {
            return null;
        }

        foreach (var offer in _offers!)
        {
            if (offer.Contact == contact)
            {
                return offer;
            }
        }

        return null;
    }
}
