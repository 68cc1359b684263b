using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// All rules of a watcher: when to log in, register, subscribe, refresh, fetch and wait. Each input is looked at, then
/// everything that is due and not under way begins. Source: PWS, "Notifications".
/// </summary>
internal sealed partial class WatcherMachine
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Dictionary<long, Running> _running = [];
    private readonly List<WatcherEffect> _effects = [];
    private readonly SessionSlot _session;
    private readonly Lease _endpoint;
    private readonly ContactBook _book;
    private readonly List<WatchedPart> _parts;
    private DateTimeOffset _lostAt = DateTimeOffset.MinValue;
    private (string Reason, DateTimeOffset At)? _lastError;
    private long _attempts;

    public WatcherMachine(PresenceWatcherOptions options, Random random)
    {
        var longest = options.MaxBackoff < options.FetchInterval ? options.MaxBackoff : options.FetchInterval;
        _session = new SessionSlot(options.OwnsSession, Patient());
        _endpoint = new Lease(options.Expiry, Patient());
        _book = new ContactBook(options.Contacts);
        _parts = [.. _book.Contacts.Chunk(options.ContactsPerSubscription).Select(contacts =>
            new WatchedPart(contacts, options.FetchInterval, new Lease(options.Expiry, Patient()), new Backoff(longest, TimeSpan.Zero, random)))];

        Backoff Patient() => new(longest, Quiet, random);
    }

    /// <summary>When to come back with <see cref="Woken"/> if nothing else happens; null while all is under way.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    public ContactBook Book => _book;

    /// <summary>The ids of subscriptions that notifications may name.</summary>
    public IEnumerable<int> Subscriptions => _parts.Select(p => p.Lease.Id).OfType<int>();

    /// <summary>Why nothing is confirmed, where that was told and no part has been fetched since.</summary>
    public SourceLost? Loss => _parts.Exists(p => p.Lost) ? new SourceLost(_lastError?.Reason ?? "", _lostAt) : null;

    /// <summary>The id of the endpoint, while there is one.</summary>
    public int? Endpoint => _endpoint.Id;

    /// <summary>What a reader who comes now has to be told first.</summary>
    public IReadOnlyList<WatcherEvent> Current() =>
    [
        .. _book.Current.Select(change => new PresenceChanged(change with { Before = null })),
        .. Loss is { } loss ? [loss] : Array.Empty<WatcherEvent>(),
        .. _parts.Where(part => !part.Lost).Select(Confirmation).OfType<Fetched>(),
    ];

    public IReadOnlyList<WatcherEffect> Handle(WatcherInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case Notified notified:
                _parts.Find(p => p.Lease.Id == notified.Subscription)?.Want(LearnedBy.Notification, now);
                break;
            case FetchWanted:
                _parts.ForEach(p => p.Want(LearnedBy.Request, now));
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
        var oldest = _parts.MinBy(p => p.Confirmed?.Began ?? DateTimeOffset.MinValue)?.Confirmed;
        var state = Loss is not null ? WatcherState.Lost : oldest is null ? WatcherState.Starting : WatcherState.Live;
        return new WatcherHealth(state, oldest?.Began, oldest?.Ended, now - oldest?.Began, _lastError?.Reason, _lastError?.At);
    }

    private Fetched? Confirmation(WatchedPart part) =>
        part.Confirmed is var (began, ended) ? new Fetched(began, ended, _book.StatesOf(part.Contacts), [], _book.Sequence) : null;

    private void End(OperationEnded ended, Running running, DateTimeOffset now)
    {
        switch (ended)
        {
            case LoggedIn login:
                _session.Begin();
                DropWhatWentWithTheKeys(login);
                break;
            case Made made:
                running.Lease!.Hold(made.Id, running.Began);
                DropWhoHadTheIdBefore(running.Part);
                running.Part?.Subscribed(now);
                break;
            case Refreshed:
                running.Lease!.Renew(running.Began);
                running.Lease.Backoff.Succeed(now);
                break;
            case Answered answered when !running.Part!.Recognizes(answered.States):
                Fail(new Failed(ended.Attempt, PwsErrorCode.SubscriptionUnknown, "The subscription is somebody else's now."), running, now);
                break;
            case Answered answered:
                Take(answered, running.Part!, now);
                break;
            case Failed failed:
                Fail(failed, running, now);
                break;
        }
    }

    private void Take(Answered answered, WatchedPart part, DateTimeOffset now)
    {
        var (states, changes) = _book.Take(answered.States, part.Why, now);
        part.Succeed(changes.Count > 0, now);
        part.Lost &= part.Began < _lostAt;
        part.Lease.Backoff.Succeed(now);
        _endpoint.Backoff.Succeed(now);
        _session.Backoff.Succeed(now);
        foreach (var change in changes)
        {
            _effects.Add(new Tell(new PresenceChanged(change)));
        }

        _effects.Add(new Tell(new Fetched(part.Began, now, states, changes, _book.Sequence)));
    }

    private sealed record Running(Operation Operation, WatchedPart? Part, Lease? Lease, long Session, DateTimeOffset Began);
}
