using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// All rules of a watcher: when to log in and where, register, subscribe, refresh, fetch and wait. Each input is looked at,
/// then everything that is due and not under way begins. Source: PWS, "Notifications".
/// </summary>
internal sealed partial class WatcherMachine
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<long, Running> _running = [];
    private readonly List<WatcherEffect> _effects = [];
    private readonly List<SubscriptionPart> _parts = [];
    private readonly WatchedContacts _book = new();
    private readonly PresenceWatcherOptions _options;
    private readonly Random _random;
    private readonly SessionSlot _session;
    private readonly FailOver _failOver;
    private readonly Lease _endpoint;
    private readonly NodeNames _names;
    private readonly TimeSpan _longest;
    private DateTimeOffset _lostAt = DateTimeOffset.MinValue;
    private (string Reason, DateTimeOffset At)? _lastError;
    private bool _toldLost;
    private long _attempts;

    public WatcherMachine(PresenceWatcherOptions options, Random random)
    {
        _options = options;
        _random = random;
        _longest = Shorter(options.MaxBackoff, options.FetchInterval);
        _session = new SessionSlot(options.OwnsSession, Patient());
        _failOver = new FailOver(Shorter(options.FailOverAfter, options.FetchInterval), options.HomeProbeInterval, random)
        {
            HasBackup = options.BackupServer is not null,
        };
        _endpoint = new Lease(options.Expiry, Patient());
        _names = new NodeNames(options.Server, options.BackupServer);
        Watch(options.Contacts);
    }

    /// <summary>When to come back with <see cref="Wakeup"/> if nothing else happens; null while all is under way.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public WatchedContacts Book => _book;

    /// <summary>The ids of subscriptions that notifications may name.</summary>
    public IEnumerable<int> Subscriptions => _parts.Select(p => p.Lease.Id).OfType<int>();

    /// <summary>Why nothing is confirmed, where that was told and no part has been fetched since.</summary>
    public SourceLost? Loss =>
        _parts.Exists(p => p.Lost) || (_parts.Count == 0 && _toldLost && _endpoint.Id is null)
            ? new SourceLost { Reason = _lastError?.Reason ?? "", At = _lostAt }
            : null;

    /// <summary>The id of the endpoint, while there is one.</summary>
    public int? Endpoint => _endpoint.Id;

    /// <summary>The login that began the session; 0 before the first.</summary>
    public long Session => _session.Number;

    /// <summary>What a reader who comes now has to be told first.</summary>
    public IReadOnlyList<WatcherEvent> Current() =>
    [
        .. _book.Current.Select(change => new PresenceChanged { Change = change with { Before = null, DetailsBefore = null } }),
        .. Loss is { } loss ? [loss] : Array.Empty<WatcherEvent>(),
        .. Incomplete(_lostAt) is { Reason: not null } incomplete
            ? [incomplete with { At = _lastError?.At ?? _lostAt }]
            : Array.Empty<WatcherEvent>(),
        .. _parts.Where(part => !part.Lost).Select(Confirmation).OfType<Fetched>(),
    ];

    public IReadOnlyList<WatcherEffect> Handle(WatcherInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case NotificationReceived notified:
                _parts.Find(p => p.Lease.Id == notified.Subscription)?.Fetches.Want(LearnedBy.Notification, now);
                break;
            case FetchRequested:
                _parts.ForEach(p => p.Fetches.Want(LearnedBy.Request, now));
                break;
            case PasswordRenewed:
                _session.Renew();
                break;
            case OperationEnded ended when _running.Remove(ended.Attempt, out var running):
                End(ended, running, now);
                break;
        }

        Drive(now);
        WatcherEffect[] effects = [.. _effects];
        _effects.Clear();
        return effects;
    }

    /// <summary>How it fares; the part that was fetched longest ago speaks for all.</summary>
    public WatcherHealth HealthAt(DateTimeOffset now)
    {
        var oldest = _parts.MinBy(p => p.Fetches.Confirmed?.Began ?? DateTimeOffset.MinValue)?.Fetches.Confirmed;
        var all = _parts.Count == 0 ? _endpoint.Id is not null : oldest is not null && !_parts.Exists(p => p.Contacts.Lack);
        var incomplete = Incomplete(now);
        var state = Loss is not null ? WatcherState.Lost
            : !all ? WatcherState.Starting
            : incomplete.Missing.Count > 0 ? WatcherState.Incomplete
            : WatcherState.Live;
        return new WatcherHealth
        {
            State = state,
            FetchBegan = oldest?.Began,
            FetchEnded = oldest?.Ended,
            Staleness = now - oldest?.Began,
            LastError = _lastError?.Reason,
            LastErrorAt = _lastError?.At,
            IsAway = _failOver.IsAway || _failOver.Current == Node.Backup,
            Missing = incomplete.Missing,
            Unmatched = incomplete.Unmatched,
        };
    }

    private Fetched? Confirmation(SubscriptionPart part) => part.Fetches.Confirmed is var (began, ended)
        ? new Fetched
        {
            Began = began,
            Ended = ended,
            States =
            [
                .. part.Contacts.All
                    .Select(c => c.Last)
                    .OfType<PresenceChange>()
                    .Select(c => new ContactPresence { ContactUri = c.Contact, State = c.After }),
            ],
            Sequence = _book.Sequence,
        }
        : null;

    private void End(OperationEnded ended, Running running, DateTimeOffset now)
    {
        switch (ended, running.Operation)
        {
            case (LoggedIn login, LogIn asked):
                Enter(login, asked, now);
                break;
            case (ResourceCreated made, Subscribe asked):
                running.Lease!.Hold(made.Id, running.Began);
                DropWhoHadTheIdBefore(running.Part!);
                running.Part!.Subscribed(asked.Contacts, now);
                break;
            case (ResourceCreated made, _):
                running.Lease!.Hold(made.Id, running.Began);
                break;
            case (OperationSucceeded, ChangeContacts change):
                running.Part!.Contacts.Changed(change.Add, change.Contacts);
                running.Part.ContactsBackoff.Succeed(now);
                if (change.Add)
                {
                    running.Part.Fetches.Want(LearnedBy.Start, now);
                }

                break;
            case (_, Discard):
                _endpoint.Running = _endpoint.Running == ended.Attempt ? null : _endpoint.Running;
                break;
            case (OperationSucceeded, _):
                running.Lease!.Renew(running.Began);
                running.Lease.Backoff.Succeed(now);
                break;
            case (FetchAnswered answered, _):
                ApplyAnswer(answered, running, now);
                break;
            case (OperationFailed failed, _):
                Fail(failed, running, now);
                break;
        }
    }

    private void ApplyAnswer(FetchAnswered answered, Running running, DateTimeOffset now)
    {
        var part = running.Part!;
        var found = part.Contacts.Recognize(answered.States, _book, part, _names);
        if (found.IsOther)
        {
            part.Doubtful = part.Lease.Id is { } id ? (_session.Number, id) : null;
            Fail(
                new OperationFailed(answered.Attempt, PwsErrorCode.SubscriptionUnknown, "The subscription belongs to another user now."),
                running,
                now);
            return;
        }

        if (found.IsStrange)
        {
            FailToMatch(answered, found, running, now);
            return;
        }

        Settle(part, found, now);
        var told = found.Told;
        var states = new List<ContactPresence>(told.Length);
        var changes = new List<PresenceChange>();
        for (var i = 0; i < told.Length; i++)
        {
            if (told[i] is { } contact)
            {
                var state = answered.States[i];
                states.Add(
                    state.ContactUri == contact.Given ? state : new ContactPresence { ContactUri = contact.Given, State = state.State });
                if (_book.ApplyState(contact, state.State, answered.Details?[i], part.Fetches.Why, now) is { } change)
                {
                    changes.Add(change);
                    _effects.Add(new PublishEvent(new PresenceChanged { Change = change }));
                }
            }
        }

        part.Fetches.Succeed(changes.Count > 0, part.Missing.Count == 0, now);
        part.Lost &= part.Fetches.Began < _lostAt;
        _toldLost &= part.Lost;
        part.Lease.Backoff.Succeed(now);
        _endpoint.Backoff.Succeed(now);
        _session.Backoff.Succeed(now);
        _failOver.Worked();
        _effects.Add(
            new PublishEvent(
                new Fetched { Began = part.Fetches.Began, Ended = now, States = states, Changes = changes, Sequence = _book.Sequence }));
    }

    // An answer that fits in no better way after the subscription was made anew: the one before was the part's own, and is ended too.
    private void Settle(SubscriptionPart part, AnswerMatch found, DateTimeOffset now)
    {
        if (part.Doubtful is var (session, id) && !found.IsComplete && session == _session.Number && id != part.Lease.Id)
        {
            Start(n => new Discard(n, session, null, id, false), null, null, now);
        }

        part.Doubtful = null;
        KeepFit(part, found, now);
    }

    private void KeepFit(SubscriptionPart part, AnswerMatch found, DateTimeOffset now)
    {
        var differs = part.Fit(found);
        if (differs || !found.IsComplete)
        {
            var incomplete = Incomplete(now);
            _lastError = incomplete.Reason is { } reason ? (reason, now) : _lastError;
            if (differs)
            {
                _effects.Add(new PublishEvent(incomplete));
            }
        }
    }

    private AnswerIncomplete Incomplete(DateTimeOffset at) => new()
    {
        Missing = [.. _parts.SelectMany(part => part.Missing.Where(part.Contacts.Contains)).Select(contact => contact.Given)],
        Unmatched = [.. _parts.SelectMany(part => part.Strangers)],
        At = at,
    };

    private Backoff Patient() => new(FirstWait, _longest) { Quiet = Quiet, Jitter = _random };

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed record Running(Operation Operation, SubscriptionPart? Part, Lease? Lease, long Session, DateTimeOffset Began);
}
