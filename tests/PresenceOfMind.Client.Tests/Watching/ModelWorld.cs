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
    private readonly Dictionary<int, IReadOnlyList<string>> _subscribed = [];
    private readonly Dictionary<long, IReadOnlyList<string>> _asked = [];
    private readonly Random _random;
    private int _appKey;
    private int _userKey;
    private long _order;
    private long _sequence;

    public ModelWorld(PresenceWatcherOptions options, int seed)
    {
        Options = options;
        _random = new Random(seed);
        Server = new ModelServer(Notify);
        foreach (var contact in options.Contacts)
        {
            Server.People[contact] = PresenceState.Unavailable;
        }

        Machine = new WatcherMachine(options, new Random(seed));
        At(Begin, () => Give(new Woken()));
    }

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

    public void Give(WatcherInput input)
    {
        var expected = input is Answered answered && _running.ContainsKey(answered.Attempt) ? Differences(answered) : [];
        if (input is OperationEnded ended && _running.Remove(ended.Attempt, out var operation) && (operation, ended) is (Subscribe subscribe, Made made))
        {
            _subscribed[made.Id] = subscribe.Contacts;
        }

        var effects = Machine.Handle(input, Now);
        Assert.Equal(expected, effects.OfType<Tell>().Select(t => t.Event).OfType<PresenceChanged>().Select(c => (c.Change.Contact, c.Change.Before, c.Change.After)));
        foreach (var effect in effects)
        {
            Carry(effect);
        }

        if (Machine.WakeAt is { } wake)
        {
            Assert.True(wake > Now);
            At(wake, () => Give(new Woken()));
        }
    }

    private List<(string Contact, PresenceState? Before, PresenceState After)> Differences(Answered answered)
    {
        var differences = new List<(string, PresenceState?, PresenceState)>();
        if (!answered.States.Select(s => s.ContactUri).SequenceEqual(_asked[answered.Attempt]))
        {
            return differences; // The id is another subscription's now.
        }

        foreach (var (contact, state) in answered.States)
        {
            PresenceState? before = _told.TryGetValue(contact, out var told) ? told : null;
            if (before != state)
            {
                differences.Add((contact, before, state));
                _told[contact] = state;
            }
        }

        return differences;
    }

    private void Carry(WatcherEffect effect)
    {
        switch (effect)
        {
            case Tell { Event: var told }:
                Check(told);
                Events.Add(told);
                break;
            case Abandon abandon:
                Assert.True(_running.Remove(abandon.Attempt));
                break;
            case Operation operation:
                Check(operation);
                _running.Add(operation.Attempt, operation);
                if (operation is Fetch fetch)
                {
                    _asked[fetch.Attempt] = _subscribed[fetch.Subscription];
                }

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
            Fetch fetch => _running.Values.OfType<Fetch>().Where(f => f.Subscription == fetch.Subscription),
            LogIn => _running.Values.OfType<LogIn>(),
            Register or RefreshEndpoint => _running.Values.Where(o => o is Register or RefreshEndpoint),
            _ => Enumerable.Empty<Operation>(),
        };
        Assert.Empty(same);
    }

    private void Send(Operation operation)
    {
        var fault = Faults.TryDequeue(out var next) ? next : Fault.None;
        var (appKey, userKey) = (_appKey, _userKey);
        var there = Now + TimeSpan.FromMilliseconds(_random.Next(1, 100));
        var back = there + (fault == Fault.Slow ? TimeSpan.FromSeconds(29) : TimeSpan.FromMilliseconds(_random.Next(1, 100)));
        switch (fault)
        {
            case Fault.RequestLost:
                At(back, () => End(new Failed(operation.Attempt, null, "lost")));
                break;
            case Fault.Overload:
                At(back, () => End(ModelServer.Refuse(operation.Attempt, PwsErrorCode.CpuLimitReached)));
                break;
            case Fault.ServerError:
                At(back, () => End(ModelServer.Refuse(operation.Attempt, PwsErrorCode.ServerError)));
                break;
            default:
                At(there, () =>
                {
                    var answer = Server.Answer(operation, appKey, userKey, Options.Expiry, Now);
                    var keys = (Server.AppKey, Server.UserKey);
                    At(back, () => End(fault == Fault.AnswerLost ? new Failed(operation.Attempt, null, "lost") : answer, keys));
                });
                break;
        }
    }

    private void End(OperationEnded ended, (int App, int User) keys = default)
    {
        if (ended is LoggedIn)
        {
            ended = new LoggedIn(ended.Attempt, keys.App != _appKey, keys.User != _userKey);
            (_appKey, _userKey) = keys;
        }

        Give(ended);
    }

    private void Notify(int subscription)
    {
        for (var copies = _random.Next(10) < LostOfTen ? 0 : _random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
        {
            At(Now + TimeSpan.FromMilliseconds(_random.Next(1, 1000)), () => Give(new Notified(subscription)));
        }
    }
}
