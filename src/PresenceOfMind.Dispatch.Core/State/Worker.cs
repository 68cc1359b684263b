using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// A person of the team, as its log says. Changed only between <c>Lift</c> and <c>Place</c> of the roster. This is the one definition of
/// the stored members: snapshots are written and read by it. Each member that is set is stored, unless it is marked.
/// </summary>
public sealed class Worker(WorkerSettings settings, long order, TeamTime added) : IRanked, IDue
{
    private readonly List<int> _units = [];
    private readonly List<int> _held = [];

    /// <summary>Makes a worker whose members are read from storage.</summary>
    internal Worker()
        : this(new WorkerSettings { Contact = default }, 0, default)
    {
    }

    /// <summary>Stands where the worker does not matter: in copies of offers.</summary>
    internal static Worker Nobody { get; } = new();

    /// <summary>The contact's key: <c>user@domain</c> in small letters.</summary>
    public Contact Contact => Settings.Contact;

    public string Name => Settings.Name ?? Contact.Value;

    public WorkerSettings Settings { get; internal set; } = settings;

    /// <summary>The position of the event that added the worker.</summary>
    public long Order { get; private set; } = order;

    public DateTimeOffset AddedAt { get; private set; } = added.Wall;

    /// <summary>When the last assignment ended, or when the worker was added.</summary>
    public TeamTime Idle { get; internal set; } = added;

    public TimeSpan IdleSince => Idle.Elapsed;

    public long LastAssignedPosition { get; internal set; }

    public int AssignmentsToday { get; internal set; }

    /// <summary>How long the worker has worked today, by stretches of work that have ended.</summary>
    public TimeSpan WorkToday { get; internal set; }

    public PresenceState State { get; internal set; } = PresenceState.Unknown;

    public DateTimeOffset StateSince { get; internal set; } = added.Wall;

    /// <summary>The confirmation under which the watcher told the presence; 0 where it never did.</summary>
    public long ConfirmedIn { get; internal set; }

    /// <summary>
    /// What the watcher said last. Null where no program has ever reported: then it is <see cref="State"/>, since
    /// <see cref="StateSince"/>.
    /// </summary>
    public WatchedPresence? Watched { get; internal set; }

    /// <summary>What programs say, in order of their names.</summary>
    public IReadOnlyList<ProgramPresence> Programs { get; internal set; } = [];

    /// <summary>How the last report of a program ended; null where one counts, or none ever came.</summary>
    public ProgramPresenceEnd? ProgramEnd { get; internal set; }

    /// <summary>The state that the watcher said last.</summary>
    [NotStored]
    public PresenceState WatchedState => Watched?.State ?? State;

    /// <summary>When the presence will have held long enough; null where it has, or where there is nothing to wait for.</summary>
    public TimeSpan? SettlesAt { get; internal set; }

    /// <summary>When assignments are taken back; null where they are not.</summary>
    public TimeSpan? GraceEndsAt { get; internal set; }

    /// <summary>What somebody said who paused the worker; null where the worker is not paused, or the team did it.</summary>
    [Personal(Personal.Text)]
    public string? PauseReason { get; internal set; }

    /// <summary>What paused the worker; null where the worker is not paused.</summary>
    public PauseCause? PauseCause { get; internal set; }

    public bool IsPaused => PauseCause is not null;

    public DateTimeOffset? PausedAt { get; internal set; }

    /// <summary>How many offers in a row the worker has let time out.</summary>
    public int Timeouts { get; internal set; }

    /// <summary>Whether the worker finishes what is there and takes no more.</summary>
    public bool Draining { get; internal set; }

    /// <summary>Whether the worker leaves the team as soon as nothing is left to finish.</summary>
    public bool Leaving { get; internal set; }

    /// <summary>The working hours; null for always.</summary>
    [NotStored]
    public TeamCalendar? Calendar { get; internal set; }

    /// <summary>The tasks that the worker has: assigned, on hold, wrapping up; in the order in which they came.</summary>
    public IReadOnlyList<TaskItem> Tasks => TaskList;

    /// <summary>The open offers, in the order in which they were made.</summary>
    public IReadOnlyList<Offer> Offers => OfferList;

    [NotStored]
    internal List<TaskItem> TaskList { get; } = [];

    [NotStored]
    internal List<Offer> OfferList { get; } = [];

    /// <summary>The task for which the room that becomes free is kept; null for none.</summary>
    [NotStored]
    public TaskItem? ReservedFor { get; internal set; }

    /// <summary>How many units are held: by assignments that are not on hold, open offers and wrap-ups.</summary>
    [NotStored]
    public int Used { get; private set; }

    /// <summary>How many tasks and offers hold them.</summary>
    [NotStored]
    public int Held { get; private set; }

    public int Capacity => Settings.Capacity;

    public int Tier => Settings.Tier;

    public bool HasLiveWork => Tasks.Count > 0 || Offers.Count > 0;

    [NotStored]
    public TimeSpan? NextDue { get; private set; }

    [NotStored]
    public DateTimeOffset? NextWallDue { get; private set; }

    /// <summary>The worker's place in the arrays of the index, which gives it; -1 for none.</summary>
    [NotStored]
    internal int Slot { get; set; } = -1;

    public int SkillLevel(string name) => Settings.Skills.TryGetValue(name, out var level) ? level : 0;

    internal void Hold(TeamChannel channel, int units)
    {
        while (_units.Count <= channel.Index)
        {
            _units.Add(0);
            _held.Add(0);
        }

        _units[channel.Index] += units;
        _held[channel.Index]++;
        Used += units;
        Held++;
    }

    internal void Release(TeamChannel channel, int units)
    {
        _units[channel.Index] -= units;
        _held[channel.Index]--;
        Used -= units;
        Held--;
    }

    /// <summary>How many units of a channel are held.</summary>
    public int UsedIn(TeamChannel channel) => channel.Index < _units.Count ? _units[channel.Index] : 0;

    /// <summary>Whether there is room for so many units of a channel, whoever it is kept for.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="units">How many.</param>
    /// <param name="channels">All channels of the team, by index.</param>
    /// <param name="isHeld">Whether they are held already, and the question is whether they may be.</param>
    public bool HasRoom(TeamChannel channel, int units, IReadOnlyList<TeamChannel> channels, bool isHeld = false)
    {
        var (usedHere, heldHere) = isHeld ? (units, 1) : (0, 0);
        if (Used - usedHere + units > Capacity || (Held > heldHere && (channel.IsExclusive || HoldsExclusive(channels))))
        {
            return false;
        }

        return Settings.Channels.Count == 0
            || !Settings.Channels.TryGetValue(channel.Name, out var most)
            || UsedIn(channel) - usedHere + units <= most;
    }

    /// <summary>Whether there would be room for so many units of a channel if nothing were held.</summary>
    public bool CouldHaveRoom(TeamChannel channel, int units) =>
        units <= Capacity && (!Settings.Channels.TryGetValue(channel.Name, out var most) || units <= most);

    /// <summary>
    /// Whether the presence counts: the watcher has told it since all presence was last taken as unconfirmed, or a program vouches for it.
    /// </summary>
    /// <param name="confirmation">The confirmation that is in force.</param>
    public bool IsConfirmed(long confirmation) => ConfirmedIn == confirmation || Programs.Count > 0;

    /// <summary>Finds out anew when something falls due by the wall clock.</summary>
    /// <returns>Whether that is another time than before, and not never.</returns>
    internal bool ScheduleWall()
    {
        var next = Programs.Count == 0 ? null : Programs.Min(p => p.Ends is null ? p.Until : (DateTimeOffset?)null);
        if (next == NextWallDue)
        {
            return false;
        }

        NextWallDue = next;
        return next is not null;
    }

    /// <summary>Finds out anew when something falls due by the team's own time.</summary>
    /// <param name="isConfirmed">Whether the presence is confirmed: nothing is taken back from somebody of whom nothing is known.</param>
    /// <returns>Whether that is another time than before, and not never.</returns>
    internal bool Schedule(bool isConfirmed)
    {
        var next = SettlesAt;
        if (isConfirmed && GraceEndsAt is { } grace && (next is null || grace < next))
        {
            next = grace;
        }

        if (Programs.Count > 0 && Programs.Min(p => p.Ends) is { } expiry && (next is null || expiry < next))
        {
            next = expiry;
        }

        if (next == NextDue)
        {
            return false;
        }

        NextDue = next;
        return next is not null;
    }

    /// <summary>Lets nothing fall due any more.</summary>
    internal void Unschedule() => (NextDue, NextWallDue) = (null, null);

    private bool HoldsExclusive(IReadOnlyList<TeamChannel> channels)
    {
        for (var i = 0; i < _held.Count; i++)
        {
            if (_held[i] > 0 && channels[i].IsExclusive)
            {
                return true;
            }
        }

        return false;
    }
}
