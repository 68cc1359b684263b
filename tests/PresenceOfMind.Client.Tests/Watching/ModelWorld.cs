using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>What happens to an operation on its way.</summary>
public enum Fault
{
    None,
    RequestLost,
    AnswerLost,
    Overload,
    ServerError,
    Slow,
}

/// <summary>
/// A machine and a model server in a time of their own. It checks what must hold at every moment: one fetch at a time for
/// each subscription, and each change told once and in order.
/// </summary>
internal sealed class ModelWorld
{
    public static readonly DateTimeOffset Begin = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _future = new();
    private readonly Dictionary<long, Operation> _running = [];
    private readonly Dictionary<string, PresenceState> _told = [];
    private readonly Dictionary<long, ModelSession> _sessions = [];
    private readonly Dictionary<(ModelServer Server, int Id), int> _subscribed = [];
    private readonly Dictionary<long, (int Meant, int Answered)> _fetched = [];
    private readonly Dictionary<long, int> _made = [];
    private readonly Random _random;
    private DateTimeOffset _wake;
    private long _order;
    private long _sequence;

    public ModelWorld(PresenceWatcherOptions options, int seed)
    {
        Options = options;
        _random = new Random(seed);
        Server = new ModelServer(Notify) { MostContacts = options.ContactsPerSubscription };
        Backup = new ModelServer(Notify, Server) { MostContacts = options.ContactsPerSubscription };
        Server.Join(Backup);
        foreach (var contact in options.Contacts)
        {
            Server.People[contact] = PresenceState.Unavailable;
        }

        Machine = new WatcherMachine(options, new Random(seed));
        At(Begin, () => Give(new Wakeup()));
    }

    /// <summary>The node to turn to when the server fails.</summary>
    public ModelServer Backup { get; }

    /// <summary>Whether what answers spell otherwise is to be told of all the same.</summary>
    public bool MeansByAnswer { get; init; }

    /// <summary>Whether the login at home names the backup.</summary>
    public bool NamesBackup { get; init; }

    public PresenceWatcherOptions Options { get; }

    public ModelServer Server { get; }

    public WatcherMachine Machine { get; }

    public DateTimeOffset Now { get; private set; } = Begin;

    /// <summary>What happens to the operations to come, in their order; none of it when it is used up.</summary>
    public Queue<Fault> Faults { get; init; } = [];

    /// <summary>How many of ten notifications get lost.</summary>
    public int LostOfTen { get; set; }

    public List<WatcherEvent> Events { get; } = [];

    public List<(DateTimeOffset At, Operation Operation)> Operations { get; } = [];

    public static PresenceWatcherOptions OptionsFor(params string[] contacts) => new()
    {
        Server = new Uri("http://pws.example:8082"),
        AppUser = "app",
        Password = "secret",
        EndUser = "watcher",
        CallbackUrl = new Uri("http://here.example:8080/pws"),
        Contacts = contacts,
    };

    public IReadOnlyDictionary<string, PresenceState> Known => Machine.Book.Current.ToDictionary(c => c.Contact, c => c.After);

    public void At(DateTimeOffset at, Action happens) => _future.Enqueue(happens, (at < Now ? Now : at, ++_order));

    public void RunFor(TimeSpan time) => RunTo(Now + time);

    public void RunTo(DateTimeOffset end)
    {
        while (_future.TryPeek(out var happens, out var when) && when.At <= end)
        {
            _future.Dequeue();
            Now = when.At;
            happens();
        }

        Now = end;
    }

    /// <summary>Whether an operation goes to the home node.</summary>
    public bool IsAtHome(Operation operation) => _sessions[operation.Session].Server == Server;

    /// <summary>Somebody is watched from now on, or no more.</summary>
    public void Watch(string contact, bool watched)
    {
        _ = watched ? Machine.Watch([contact]) : Machine.Unwatch([contact]);
        if (!watched)
        {
            _told.Remove(contact);
        }

        Give(new Wakeup());
    }

    public void Give(WatcherInput input)
    {
        var expected = input is FetchAnswered answered && _running.ContainsKey(answered.Attempt) ? Differences(answered) : [];
        if (input is OperationEnded ended
            && _running.Remove(ended.Attempt, out var operation)
            && (operation, ended) is (Subscribe subscribe, ResourceCreated made))
        {
            var server = _sessions[subscribe.Session].Server;
            _subscribed[(server, made.Id)] = _made.GetValueOrDefault(made.Attempt);
        }

        var effects = Machine.Handle(input, Now);
        var told = effects
            .OfType<PublishEvent>()
            .Select(t => t.Event)
            .OfType<PresenceChanged>()
            .Select(c => (c.Change.Contact, c.Change.Before, c.Change.After))
            .ToList();
        Assert.Equal(expected ?? told, told);
        foreach (var (contact, before, after) in told)
        {
            Assert.Equal(before, _told.TryGetValue(contact, out var known) ? known : null);
            Assert.NotEqual(before, after);
            _told[contact] = after;
        }

        foreach (var effect in effects)
        {
            Carry(effect);
        }

        if (Machine.WakeAt is { } wake && wake != _wake)
        {
            Assert.True(wake > Now);
            _wake = wake;
            At(wake, Wake);
        }
    }

    // One timer: what was set before it was set anew does not ring.
    private void Wake()
    {
        if (_wake == Now)
        {
            _wake = default;
            Give(new Wakeup());
        }
    }

    // Null where another subscription has the id by now, which a watcher can tell only by the contacts in the answer.
    private List<(string Contact, PresenceState? Before, PresenceState After)>? Differences(FetchAnswered answered)
    {
        var (meant, by) = _fetched[answered.Attempt];
        return meant != by ? null : [.. answered.States
            .Select(s => s with { ContactUri = Meant(s.ContactUri) })
            .Where(s => Machine.Book.Find(s.ContactUri)?.Part.Fetches.Running == answered.Attempt)
            .Select(s => (s.ContactUri, _told.TryGetValue(s.ContactUri, out var told) ? told : (PresenceState?)null, s.State))
            .Where(s => s.Item2 != s.State)];
    }

    // Whom the server means by what it spells, where the watcher is to find out that by itself.
    private string Meant(string spelled) =>
        MeansByAnswer ? Server.People.Keys.FirstOrDefault(person => Server.Spells(person) == spelled) ?? spelled : spelled;

    private void Carry(WatcherEffect effect)
    {
        switch (effect)
        {
            case PublishEvent { Event: var told }:
                Check(told);
                Events.Add(told);
                break;
            case CancelOperation abandon:
                Assert.True(_running.Remove(abandon.Attempt));
                break;
            case Operation operation:
                Check(operation);
                _running.Add(operation.Attempt, operation);
                Operations.Add((Now, operation));
                Send(operation);
                break;
        }
    }

    private void Check(WatcherEvent told)
    {
        switch (told)
        {
            case PresenceChanged changed:
                Assert.Equal(++_sequence, changed.Change.Sequence);
                break;
            case Fetched fetched:
                Assert.Equal(_sequence, fetched.Sequence);
                Assert.True(fetched.Began <= fetched.Ended);
                break;
            case SourceLost:
                Assert.False(Events.LastOrDefault(e => e is Fetched or SourceLost) is SourceLost);
                break;
        }
    }

    private void Check(Operation operation)
    {
        var same = operation switch
        {
            Fetch fetch => _running.Values.OfType<Fetch>().Where(f => f.Subscription == fetch.Subscription && f.Session == fetch.Session),
            ChangeContacts change => _running.Values.OfType<ChangeContacts>().Where(
                c => c.Subscription == change.Subscription && c.Session == change.Session),
            LogIn login => _running.Values.OfType<LogIn>().Where(l => l.At == login.At),
            RegisterEndpoint or RefreshEndpoint => _running.Values.Where(o => o is RegisterEndpoint or RefreshEndpoint),
            _ => Enumerable.Empty<Operation>(),
        };
        Assert.Empty(same);
    }

    private void Send(Operation operation)
    {
        var fault = Faults.TryDequeue(out var next) ? next : Fault.None;
        var session = operation is LogIn login
            ? new ModelSession(login.At == Node.Home ? Server : Backup, 0, 0)
            : _sessions[operation.Session];
        var there = Now + TimeSpan.FromMilliseconds(_random.Next(1, 100));
        var back = there + (fault == Fault.Slow ? TimeSpan.FromSeconds(29) : TimeSpan.FromMilliseconds(_random.Next(1, 100)));
        switch (fault)
        {
            case Fault.RequestLost:
                At(back, () => Give(new OperationFailed(operation.Attempt, null, "lost")));
                break;
            case Fault.Overload:
                At(back, () => Give(ModelServer.Refuse(operation.Attempt, PwsErrorCode.CpuLimitReached)));
                break;
            case Fault.ServerError:
                At(back, () => Give(ModelServer.Refuse(operation.Attempt, PwsErrorCode.ServerError)));
                break;
            default:
                At(there, () => Reach(session, operation, back, fault == Fault.AnswerLost));
                break;
        }
    }

    private void Reach(ModelSession session, Operation operation, DateTimeOffset back, bool lost)
    {
        var server = session.Server;
        if (server.IsDown)
        {
            At(back, () => Give(new OperationFailed(operation.Attempt, null, "down")));
            return;
        }

        var answer = server.Answer(operation, session.AppKey, session.UserKey, Options.Expiry, Now);
        switch (operation, answer)
        {
            case (LogIn login, LoggedIn):
                var now = new ModelSession(server, server.AppKey, server.UserKey);
                _sessions[login.Attempt] = now;
                answer = Compare(login, now);
                break;
            case (Subscribe, ResourceCreated made):
                _made[made.Attempt] = server.MadeAs(made.Id);
                break;
            case (Fetch fetch, FetchAnswered):
                _fetched[fetch.Attempt] = (_subscribed.GetValueOrDefault((server, fetch.Subscription)), server.MadeAs(fetch.Subscription));
                break;
        }

        At(back, () => Give(lost || server.IsDown ? new OperationFailed(operation.Attempt, null, "lost") : answer));
    }

    private LoggedIn Compare(LogIn login, ModelSession now)
    {
        var before = _sessions.GetValueOrDefault(login.After);
        return new LoggedIn(
            login.Attempt,
            (before?.Server, before?.AppKey) != (now.Server, now.AppKey),
            (before?.Server, before?.UserKey) != (now.Server, now.UserKey),
            now.Server == Server,
            NamesBackup || Options.BackupServer is not null,
            _sessions.TryGetValue(login.Left, out var left) && (left.Server, left.AppKey) == (now.Server, now.AppKey));
    }

    private void Notify(int subscription)
    {
        for (var copies = _random.Next(10) < LostOfTen ? 0 : _random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
        {
            At(Now + TimeSpan.FromMilliseconds(_random.Next(1, 1000)), () => Give(new NotificationReceived(subscription)));
        }
    }

    private sealed record ModelSession(ModelServer Server, int AppKey, int UserKey);
}
