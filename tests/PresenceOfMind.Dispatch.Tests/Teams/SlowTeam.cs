using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>
/// The obvious team: it learns from a log, looks at everybody and everything for each decision, and shares nothing with the fast
/// one but the words of the log. This part is what it knows; what should be, and what it checks, are beside it.
/// </summary>
internal sealed partial class SlowTeam
{
    private readonly List<Person> _people = [];
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<QueueName, QueueSettings> _queues = [];
    private readonly Dictionary<ChannelName, ChannelSettings> _channels = [];
    private readonly HashSet<CalendarName> _closed = [];
    private readonly HashSet<long> _ended = [];
    private readonly HashSet<string> _ids = [];
    private TeamRules _rules = new();
    private TimeSpan _dayBegan;
    private long _version;

    /// <summary>Learns what an entry says, without a look at whether it should be.</summary>
    public void Learn(LogEntry entry)
    {
        if (entry.Event is ConfigurationEvent)
        {
            _version = entry.Position;
        }

        switch (entry.Event)
        {
            case ITaskEvent:
                LearnTask(entry);
                break;
            case IProgramPresenceEvent:
                LearnProgram(entry);
                break;
            case IWorkerEvent:
                LearnPerson(entry);
                break;
            case QueuePut e:
                _queues[e.Queue.Name] = e.Queue;
                break;
            case QueueRemoved e:
                _queues.Remove(e.Name);
                break;
            case ChannelPut e:
                _channels[e.Channel.Name] = e.Channel;
                _people.ForEach(Excuse);
                break;
            case CalendarPut e:
                Turn(e.Calendar.Name, e.IsOpen);
                break;
            case CalendarOpenChanged e:
                Turn(e.Name, e.IsOpen);
                break;
            case RulesPut e:
                _rules = e.Rules;
                break;
            case DayBegan:
                _dayBegan = entry.Time.Elapsed;
                _people.ForEach(p => (p.Today, p.WorkToday) = (0, TimeSpan.Zero));
                break;
            case TeamLoaded or StandstillReported or PresenceSourceOpened or PresenceSourceLost:
                _interrupted = entry.Event is TeamLoaded or StandstillReported ? entry.Time.Elapsed : null;
                foreach (var person in _people)
                {
                    person.IsWatched = false;
                    Believe(person, entry.Time.Elapsed);
                }

                break;
            case PresenceReported e:
                foreach (var told in e.States)
                {
                    Report(Find(told.Contact), told.State, e.Confirms, entry.Time.Elapsed);
                }

                break;
        }
    }

    private void LearnPerson(LogEntry entry)
    {
        switch (entry.Event)
        {
            case WorkerPut e when _people.Find(p => p.Contact == e.Worker.Contact) is { } known:
                (known.Settings, known.Leaving) = (e.Worker, false);
                Excuse(known);
                break;
            case WorkerPut e:
                _people.Add(new Person { Settings = e.Worker, Number = entry.Position, IdleSince = entry.Time.Elapsed });
                break;
            case WorkerRemoved e:
                _jobs.ForEach(j => j.KeptBy = j.KeptBy == e.Contact ? null : j.KeptBy);
                _people.Remove(Find(e.Contact));
                break;
            case WorkerLeaving e:
                Find(e.Contact).Leaving = true;
                break;
            case WorkerPaused e:
                Find(e.Contact).Paused = true;
                break;
            case WorkerUnpaused e:
                (Find(e.Contact).Paused, Find(e.Contact).Timeouts) = (false, 0);
                break;
            case WorkerDraining e:
                Find(e.Contact).Draining = true;
                break;
            case WorkerDrainStopped e:
                Find(e.Contact).Draining = false;
                break;
            case WorkerSettled e:
                Find(e.Contact).SettlesAt = null;
                break;
        }
    }

    private void LearnTask(LogEntry entry)
    {
        if (entry.Event is TaskAdded added)
        {
            _ids.Add(added.Id.Value);
            _jobs.Add(
                new Job
                {
                    Id = added.Id.Value,
                    Number = entry.Position,
                    Spec = added.Spec,
                    Need = added.Need,
                    Attributes = added.Attributes,
                    StartsAt = added.StartsAt,
                });
            if (added.StartsAt is null)
            {
                Enter(_jobs[^1], entry.Time.Elapsed);
            }

            return;
        }

        var job = Find((ITaskEvent)entry.Event);
        switch (entry.Event)
        {
            case TaskQueued e:
                Free(job, entry.Time.Elapsed);
                job.Unanswered.Clear();
                (job.Need, job.Aged, job.Spec) = (e.Need, e.Aged, e.Spec ?? job.Spec);
                (job.Former, job.FormerUntil) = (e.Former, e.FormerUntil is { } favoured ? Ends(entry, favoured) : null);
                if (e.Why is not (QueuedReason.Returned or QueuedReason.TakenBack))
                {
                    _toldLead.Remove(job.Id);
                }

                if (e is { Contact: { } contact, RestsUntil: { } until })
                {
                    job.Rests[contact] = Ends(entry, until);
                }

                Enter(job, entry.Time.Elapsed);
                break;
            case TaskChanged e:
                (job.Need, job.Spec, job.Attributes) = (e.Need, e.Spec, e.Attributes);
                _toldLead.Remove(job.Id);
                break;
            case TaskRequirementsRelaxed e:
                job.Need = e.Need;
                break;
            case TaskAged e:
                job.Aged = e.Aged;
                break;
            case PreferenceEnded:
                job.PrefersUntil = null;
                break;
            case CoolDownEnded e:
                job.Rests.Remove(e.Contact);
                break;
            case ReservationRequested:
                job.WantsRoom = true;
                break;
            case CapacityReserved e:
                job.KeptBy = e.Contact;
                break;
            case ReservationEnded:
                job.KeptBy = null;
                break;
            case OfferWidened e:
                job.Reach = e.Reach;
                break;
            case TaskOffered e:
                job.AskedAt ??= entry.Time.Elapsed;
                job.Offers.Add(new Ask(entry.Position, e.Contact, Ends(entry, e.Until), e.Several));
                if (job.Offers.Count > 1)
                {
                    _askedTogether.UnionWith(job.Offers.Select(o => o.Number));
                }

                Find(e.Contact).LastPosition = entry.Position;
                break;
            case OfferEnded e:
                LearnEnd(job, e, entry);
                break;
            case TaskAssigned e:
                var taker = Find(e.Contact);
                (
                    job.State,
                    job.Worker,
                    job.KeptBy,
                    job.WantsRoom,
                    job.WorkedSince,
                    job.PrefersUntil) = (JobState.Assigned, e.Contact, null, false, entry.Time.Elapsed, null);
                (taker.LastPosition, taker.Today) = (entry.Position, taker.Today + 1);
                break;
            case TaskHeld:
                Stop(job, entry.Time.Elapsed);
                job.State = JobState.OnHold;
                break;
            case TaskResumed:
                (job.State, job.WorkedSince) = (JobState.Assigned, entry.Time.Elapsed);
                break;
            case TaskCompleted e:
                job.WrapsUpUntil = e.WrapsUpUntil is { } wrap ? Ends(entry, wrap) : null;
                job.State = JobState.WrappingUp;
                if (e.WrapsUpUntil is null)
                {
                    End(job, JobState.Completed, entry.Time.Elapsed);
                }

                break;
            case TaskWrappedUp:
                End(job, JobState.Completed, entry.Time.Elapsed);
                break;
            case TaskCancelled or TaskExpired:
                End(job, JobState.Gone, entry.Time.Elapsed);
                break;
            case TaskForgotten:
                _jobs.Remove(job);
                break;
        }
    }

    private void LearnEnd(Job job, OfferEnded e, LogEntry entry)
    {
        var ask = job.Offers.Single(o => o.Number == e.Number);
        job.Offers.Remove(ask);
        if (e.RestsUntil is { } until)
        {
            job.Rests[e.Contact] = Ends(entry, until);
        }

        if (job.Offers.Count == 0)
        {
            job.Reach = FirstReach(job);
            job.AskedAt = null;
        }

        if (e.How == OfferEnd.TimedOut && _askedTogether.Contains(ask.Number))
        {
            job.Unanswered.Add(e.Contact);
        }

        var person = Find(e.Contact);
        person.Timeouts = e.How == OfferEnd.Withdrawn || (e.How == OfferEnd.TimedOut && ask.Several) ? person.Timeouts
            : e.How == OfferEnd.TimedOut ? person.Timeouts + (CouldAnswer(person, ask) ? 1 : 0) : 0;
    }

    private void Enter(Job job, TimeSpan at)
    {
        job.State = JobState.Waiting;
        job.FirstQueued ??= at;
        job.Entered = at;
        job.StartsAt = null;
        job.Reach = FirstReach(job);
        (job.KeptBy, job.WantsRoom, job.ToldWaited, job.ToldNobody, job.AskedAt) = (null, false, false, false, null);
        foreach (var (contact, until) in job.Rests.ToList())
        {
            if (until <= at)
            {
                job.Rests.Remove(contact);
            }
        }

        var strategy = _queues[job.Need.Queue].Strategy;
        job.PrefersUntil = strategy.Name == "preferred-first" && job.Spec.Preferred.Count > 0
            ? at + TimeSpan.FromSeconds(strategy.PreferSeconds)
            : null;
    }

    private void End(Job job, JobState state, TimeSpan at)
    {
        Free(job, at);
        job.State = state;
        job.KeptBy = null;
    }

    private void Free(Job job, TimeSpan at)
    {
        if (job.Worker is { } contact)
        {
            Stop(job, at);
            Find(contact).IdleSince = at;
            job.Worker = null;
        }
    }

    private void Stop(Job job, TimeSpan at)
    {
        if (job is { WorkedSince: { } since, Worker: { } contact })
        {
            Find(contact).WorkToday += at - (since > _dayBegan ? since : _dayBegan);
            job.WorkedSince = null;
        }
    }

    /// <summary>
    /// An event says by the wall clock of its own moment until when something lasts; for so long it does, whatever the clock says later.
    /// </summary>
    private static TimeSpan Ends(LogEntry entry, DateTimeOffset until) => entry.Time.Elapsed + (until - entry.Time.Wall);

    private void Excuse(Person person) => person.IsExcused = IsBeyondRoom(person);

    private void Turn(CalendarName calendar, bool isOpen)
    {
        _closed.Remove(calendar);
        if (!isOpen)
        {
            _closed.Add(calendar);
        }
    }

    private Person Find(Contact contact) => _people.Single(p => p.Contact == contact);

    private Job Find(ITaskEvent e) => _jobs.Single(j => j.Id == e.Id.Value);

    private enum JobState
    {
        Scheduled,
        Waiting,
        Assigned,
        OnHold,
        WrappingUp,
        Completed,
        Gone,
    }

    private sealed record Word(PresenceState State, bool IsCall, bool IsMeeting, TimeSpan? Ends, DateTimeOffset? EndsAt)
    {
        public bool IsOver(TeamTime at) => Ends <= at.Elapsed || EndsAt <= at.Wall;
    }

    private sealed record Ask(long Number, Contact Contact, TimeSpan Until, bool Several);

    private sealed class Person
    {
        public required WorkerSettings Settings { get; set; }

        public Contact Contact => Settings.Contact;

        public required long Number { get; init; }

        public required TimeSpan IdleSince { get; set; }

        public long LastPosition { get; set; }

        public int Today { get; set; }

        public TimeSpan WorkToday { get; set; }

        public PresenceState State { get; set; } = PresenceState.Unknown;

        /// <summary>What the watcher said last.</summary>
        public PresenceState Watched { get; set; } = PresenceState.Unknown;

        /// <summary>Whether the watcher has told it since presence was last taken as unconfirmed.</summary>
        public bool IsWatched { get; set; }

        /// <summary>What programs say, and until when.</summary>
        public Dictionary<SourceName, Word> Words { get; } = [];

        public bool Confirmed => IsWatched || Words.Count > 0;

        public TimeSpan? SettlesAt { get; set; }

        public bool Paused { get; set; }

        public bool Draining { get; set; }

        public bool Leaving { get; set; }

        public int Timeouts { get; set; }

        /// <summary>Whether settings have left less room than is held; nothing new is taken, and what is there stays.</summary>
        public bool IsExcused { get; set; }
    }

    private sealed class Job
    {
        public required string Id { get; init; }

        public required long Number { get; init; }

        public required TaskSpec Spec { get; set; }

        public required EffectiveRequirements Need { get; set; }

        public string? Attributes { get; set; }

        public JobState State { get; set; }

        public DateTimeOffset? StartsAt { get; set; }

        public TimeSpan? FirstQueued { get; set; }

        public TimeSpan Entered { get; set; }

        public int Aged { get; set; }

        public Contact? Worker { get; set; }

        public TimeSpan? WorkedSince { get; set; }

        public TimeSpan? WrapsUpUntil { get; set; }

        public List<Ask> Offers { get; } = [];

        public int Reach { get; set; } = 1;

        public Dictionary<Contact, TimeSpan> Rests { get; } = [];

        public TimeSpan? PrefersUntil { get; set; }

        /// <summary>Who was asked together with others, and did not answer.</summary>
        public HashSet<Contact> Unanswered { get; } = [];

        public Contact? Former { get; set; }

        public TimeSpan? FormerUntil { get; set; }

        /// <summary>Whose room is kept for it.</summary>
        public Contact? KeptBy { get; set; }

        /// <summary>Whether it may keep somebody's room.</summary>
        public bool WantsRoom { get; set; }

        /// <summary>When the first of those was asked who are asked together.</summary>
        public TimeSpan? AskedAt { get; set; }

        /// <summary>The queues that could not keep it since somebody last put it into one.</summary>
        public HashSet<QueueName> LeftFull { get; } = [];

        /// <summary>Whether an address was told that it has waited too long.</summary>
        public bool ToldWaited { get; set; }

        /// <summary>Whether an address was told that nobody works in its queue.</summary>
        public bool ToldNobody { get; set; }

        public bool WantsSomebody => State == JobState.Waiting && Offers.Count < Reach;

        public bool IsOpen => State < JobState.Completed;
    }
}
