using System.Collections.Immutable;
using System.Xml.Linq;

namespace Faults;

/// <summary>
/// An application with one end user, on a connection of its own. It knows what was acknowledged, and what it asked for last
/// without an answer: after a kill one of the two must be found, whole.
/// </summary>
internal sealed class Actor(int number, int seed)
{
    private static readonly string[] States = ["AVAILABLE", "BUSY", "AWAY", "UNAVAILABLE", "VACATION"];

    private readonly Random _random = new(seed);
    private readonly string _user = $"user{number}";
    private string? _appKey;
    private Facts _known = Facts.None;
    private Facts? _doubtful;

    /// <summary>Requests acknowledged until now.</summary>
    public int Acknowledged { get; private set; }

    public string App => $"app{number}";

    public string User => _user;

    /// <summary>Logs in, where the server is new.</summary>
    public async Task BeginAsync(Wire wire)
    {
        _appKey = await wire.LogInAppAsync(App);
        _known = _known with { Key = await wire.LogInAsync(User, _appKey, force: false) };
    }

    /// <summary>Asks for one thing after the other until the server is gone.</summary>
    public async Task WorkAsync(Wire wire)
    {
        while (true)
        {
            var (after, ask) = Next(wire);
            _doubtful = after;
            var answer = await AnswerAsync(ask);
            if (answer is null)
            {
                return;
            }

            _known = after.Key is null ? after with { Key = answer } : after;
            _doubtful = null;
            Acknowledged++;
        }
    }

    /// <summary>Compares what is there with what was acknowledged.</summary>
    public async Task CheckAsync(Wire wire, string when)
    {
        Assert.True(_appKey == await wire.LogInAppAsync(App), $"{when}: the session of {App} is lost.");
        var found = await FindAsync(wire);
        Assert.True(
            _known.Is(found, null) || _doubtful?.Is(found, _known.Key) == true,
            $"{when}: {User} has\n  {found}\nwhere\n  {_known}\nwas acknowledged, and in doubt was\n  {_doubtful}");

        // Which endpoint a subscription names cannot be read, and is known where the subscription is.
        var expected = _known.Is(found, null) ? _known : _doubtful!;
        _known = expected with { Key = found.Key };
        _doubtful = null;
    }

    private static async Task<string?> AnswerAsync(Func<Task<string>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    private async Task<Facts> FindAsync(Wire wire)
    {
        var key = await wire.LogInAsync(User, _appKey!, force: false);
        var endpoints = ImmutableSortedSet.CreateBuilder<int>();
        var subscriptions = ImmutableSortedDictionary.CreateBuilder<int, (int, string)>();
        for (var id = 1; id <= Facts.Most + 1; id++)
        {
            if (await wire.HasEndpointAsync(_appKey!, id))
            {
                endpoints.Add(id);
            }

            if (await wire.FetchAsync(User, key, id) is { } list)
            {
                subscriptions.Add(id, (0, string.Join(',', XElement.Parse(list).Elements().Select(c => c.Attribute("contactURI")!.Value))));
            }
        }

        var own = XElement.Parse(await wire.PollAsync(User, key));
        return new Facts(key, own.Elements().Single().Attribute("presenceStatus")!.Value, endpoints.ToImmutable(), subscriptions.ToImmutable());
    }

    private (Facts After, Func<Task<string>> Ask) Next(Wire wire)
    {
        var known = _known;
        switch (_random.Next(20))
        {
            case 0:
                return (known with { Key = null, Subscriptions = Facts.None.Subscriptions }, () => wire.LogInAsync(User, _appKey!, force: true));
            case < 4 when known.Endpoints.Count < Facts.Most:
                var made = known.NextEndpoint;
                return (known with { Endpoints = known.Endpoints.Add(made) }, () => wire.RegisterAsync(_appKey!, made));
            case < 9 when known.Endpoints.Count > 0 && known.Subscriptions.Count < Facts.Most:
                var (id, endpoint, contacts) = (known.NextSubscription, Any(known.Endpoints), Contacts());
                return (known with { Subscriptions = known.Subscriptions.Add(id, (endpoint, string.Join(',', contacts))) },
                    () => wire.SubscribeAsync(User, known.Key!, id, endpoint, contacts));
            case < 11 when known.Subscriptions.Count > 0:
                var ended = Any(known.Subscriptions.Keys);
                return (known with { Subscriptions = known.Subscriptions.Remove(ended) }, () => wire.UnsubscribeAsync(User, known.Key!, ended));
            case < 12 when known.Endpoints.Count > 0:
                var gone = Any(known.Endpoints);
                return (known.Unregistered(gone), () => wire.UnregisterAsync(_appKey!, gone));
            default:
                var state = States[_random.Next(States.Length)];
                return (known with { State = state }, () => wire.SetAsync(User, known.Key!, state));
        }
    }

    private int Any(IEnumerable<int> ids) => _random.GetItems(ids.ToArray(), 1)[0];

    private string[] Contacts() => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(n => $"user{n}@localhost")];
}
