using System.Collections.Immutable;

namespace Faults;

/// <summary>An application with one end user, on a connection of its own, over REST or SOAP.</summary>
internal sealed class Actor(int number, int seed) : IAsker
{
    private static readonly string[] States = ["AVAILABLE", "BUSY", "AWAY", "UNAVAILABLE", "VACATION"];

    private readonly Random _random = new(seed);
    private readonly string _user = $"user{number}";
    private IWire? _wire;
    private string? _appKey;
    private TaskCompletionSource _answered = new();
    private int _notes;
    private Facts _known = Facts.None;
    private Facts? _doubtful;

    public int Acknowledged { get; private set; }

    public Task Answered => _answered.Task;

    public string App => $"app{number}";

    public string User => _user;

    private IWire Wire => _wire!;

    public async Task BeginAsync(RunningServer server)
    {
        Connect(server);
        _appKey = await Wire.LogInAppAsync(App);
        _known = _known with { Key = await Wire.LogInAsync(User, _appKey, force: false) };
    }

    public async Task CheckAsync(RunningServer server, string when)
    {
        Connect(server);
        Assert.True(_appKey == await Wire.LogInAppAsync(App), $"{when}: the session of {App} is lost.");
        var found = await FindAsync();
        Assert.True(
            _known.Is(found, null) || _doubtful?.Is(found, _known.Key) == true,
            $"{when}: {User} has\n  {found}\nwhere\n  {_known}\nwas acknowledged, and in doubt was\n  {_doubtful}");

        // Which endpoint a subscription names cannot be read, and is known where the subscription is.
        var expected = _known.Is(found, null) ? _known : _doubtful!;
        _known = expected with { Key = found.Key };
        _doubtful = null;
    }

    public async Task WorkAsync()
    {
        using var wire = Wire;
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            string? key = null;
            var (after, ask) = Next(made => key = made);
            _doubtful = after;
            if (!await Lost.AnsweredAsync(ask))
            {
                return;
            }

            _known = after.Key is null ? after with { Key = key } : after;
            _doubtful = null;
            Acknowledged++;
            _answered.TrySetResult();
        }
    }

    private void Connect(RunningServer server) => _wire = number % 2 == 0 ? new RestWire(server.Pws) : new SoapWire(server.Pws);

    private async Task<Facts> FindAsync()
    {
        var key = await Wire.LogInAsync(User, _appKey!, force: false);
        var endpoints = ImmutableSortedSet.CreateBuilder<int>();
        var subscriptions = ImmutableSortedDictionary.CreateBuilder<int, (int, string)>();
        for (var id = 1; id <= Facts.Most + 1; id++)
        {
            if (await Wire.HasEndpointAsync(_appKey!, id))
            {
                endpoints.Add(id);
            }

            if (await Wire.FetchAsync(User, key, id) is { } contacts)
            {
                subscriptions.Add(id, (0, contacts));
            }
        }

        var self = $"{User}@localhost";
        var note = (await Wire.NotesAsync(User, key, [self]))[0];
        return new Facts(key, await Wire.PollAsync(User, key, self), note, endpoints.ToImmutable(), subscriptions.ToImmutable());
    }

    private (Facts After, Func<Task> Ask) Next(Action<string> keyMade)
    {
        var known = _known;
        switch (_random.Next(20))
        {
            case 0:
                return (known with
                {
                    Key = null,
                    Subscriptions = Facts.None.Subscriptions,
                }, async () => keyMade(await Wire.LogInAsync(User, _appKey!, force: true)));
            case < 4 when known.Endpoints.Count < Facts.Most:
                var made = known.NextEndpoint;
                return (known with { Endpoints = known.Endpoints.Add(made) }, () => Wire.RegisterAsync(_appKey!, made));
            case < 9 when known.Endpoints.Count > 0 && known.Subscriptions.Count < Facts.Most:
                var (id, endpoint, contacts) = (known.NextSubscription, Any(known.Endpoints), Contacts());
                return (known with { Subscriptions = known.Subscriptions.Add(id, (endpoint, string.Join(',', contacts))) },
                    () => Wire.SubscribeAsync(User, known.Key!, id, endpoint, contacts));
            case < 11 when known.Subscriptions.Count > 0:
                var ended = Any(known.Subscriptions.Keys);
                return (known with
                {
                    Subscriptions = known.Subscriptions.Remove(ended),
                }, () => Wire.UnsubscribeAsync(User, known.Key!, ended));
            case < 12 when known.Endpoints.Count > 0:
                var gone = Any(known.Endpoints);
                return (known.Unregistered(gone), () => Wire.UnregisterAsync(_appKey!, gone));
            case < 15:
                var (said, note) = (AnyState(), $"note {++_notes}");
                return (known with { State = said, Note = note }, () => Wire.SetRichAsync(User, known.Key!, said, note));
            default:
                var state = AnyState();
                return (known with { State = state, Note = "" }, () => Wire.SetAsync(User, known.Key!, state));
        }
    }

    private string AnyState() => States[_random.Next(States.Length)];

    private int Any(IEnumerable<int> ids) => _random.GetItems(ids.ToArray(), 1)[0];

    private string[] Contacts() => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(n => $"user{n}@localhost")];
}
