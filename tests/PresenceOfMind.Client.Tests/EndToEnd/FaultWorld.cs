using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Tests.Watching;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>
/// The real server with two nodes, a watcher, and a bad line before each node and before the watcher's listener. The watcher's time
/// is fake, and moves only while nothing is under way.
/// </summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    public const string Watcher = "carlotta";
    private const string A = "a";
    private const string Device = "chat";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, PresenceState> _truth = [];
    private readonly List<PresenceChange> _changes = [];
    private readonly Task _reading;
    private readonly CancellationTokenSource _bound;

    private FaultWorld(
        PwsTestServer server,
        FaultProxy[] nodes,
        string[] names,
        PresenceListener listener,
        FaultProxy callbacks,
        CancellationTokenSource bound,
        PresenceWatcherOptions options)
    {
        Server = server;
        (Home, Backup) = (nodes[0], nodes[1]);
        NodeNames = names;
        Listener = listener;
        Callbacks = callbacks;
        _bound = bound;
        Time = new FakeTimeProvider(ModelWorld.Begin);
        Live = new PresenceWatcher(options, listener.Hub, time: Time);
        _reading = ReadAsync();
    }

    public PwsTestServer Server { get; }

    public FaultProxy Home { get; }

    public FaultProxy Backup { get; }

    public string[] NodeNames { get; }

    public PresenceListener Listener { get; }

    public FaultProxy Callbacks { get; }

    public FakeTimeProvider Time { get; }

    public PresenceWatcher Live { get; }

    /// <summary>All that was told until now.</summary>
    public IReadOnlyList<PresenceChange> Changes
    {
        get
        {
            lock (_changes)
            {
                return [.. _changes];
            }
        }
    }

    public static string Person(int number) => $"p{number}";

    public static string Contact(int number) => $"p{number}@localhost";

    public static async Task<FaultWorld> StartAsync(
        int people, Func<PresenceWatcherOptions, PresenceWatcherOptions>? configure = null, string home = A)
    {
        FaultProxy[] nodes = [new(), new()];
        var callbacks = new FaultProxy();
        string[] names = [.. nodes.Select(n => $"127.0.0.1:{n.Port}")];
        List<int>[] ports = [[], []];
        var server = await PwsTestServer.StartAsync(
            [Watcher, .. Enumerable.Range(0, people).Select(Person)],
            o =>
            {
                o.Nodes = [new PresenceNode(names[0], ports[0]), new PresenceNode(names[1], ports[1])];
                o.Homes = new Dictionary<string, string> { [Watcher] = home == A ? names[0] : names[1] };
            },
            ports: 2,
            certificate: TestCertificate.SelfSigned("CN=127.0.0.1"));
        ports[0].Add(server.Ports[0]);
        ports[1].AddRange([server.Ports[1], server.Ports[2]]);
        for (var i = 0; i < nodes.Length; i++)
        {
            (nodes[i].Target, nodes[i].SecureTarget) = (server.Ports[i], server.Ports[2]);
        }

        var listener = PresenceListener.Start(new PresenceListenerOptions { Port = 0, Address = System.Net.IPAddress.Loopback });
        callbacks.Target = listener.Port;
        var options = new PresenceWatcherOptions
        {
            Server = new Uri($"http://{names[0]}"),
            ServerCertificate = TestCertificate.SelfSigned("CN=127.0.0.1"),
            AppUser = "app",
            Password = "secret",
            EndUser = Watcher,
            CallbackUrl = new Uri($"http://127.0.0.1:{callbacks.Port}/pws"),
            Contacts = [.. Enumerable.Range(0, people).Select(Contact)],

            // The watcher's time is fake and its tries wait in it, but requests take real time: on a slow machine none may fail for that.
            RequestTimeout = TimeSpan.FromSeconds(30),
        };
        return new FaultWorld(
            server,
            nodes,
            names,
            listener,
            callbacks,
            new CancellationTokenSource(Bound),
            configure?.Invoke(options) ?? options);
    }

    /// <summary>What the server would say of who is watched.</summary>
    public IEnumerable<KeyValuePair<string, PresenceState>> Truth() =>
        Live.Contacts.Order().Select(c => KeyValuePair.Create(c, _truth.GetValueOrDefault(c, PresenceState.Unavailable)));

    public async Task SetAsync(int person, PresenceState state, string? note = null)
    {
        await Server.Services.GetRequiredService<IDeviceFeed>().ReportAsync(
            [new DeviceReport(Person(person), Device, state, Note: note, Kind: DeviceKind.Chat)]);
        _truth[Contact(person)] = state;
    }

    public async Task SetHomeAsync(bool up)
    {
        await Server.Services.GetRequiredService<INodes>().SetAsync(NodeNames[0], up);
        Home.IsDown = !up;
    }

    /// <summary>Waits until nothing is under way.</summary>
    public async Task SettleAsync()
    {
        // A callback comes by another way than the request that caused it.
        await Task.Delay(5, _bound.Token);
        await Eventually.IsAsync(() => Live.IsIdle);
    }

    /// <summary>Moves the watcher's time, a step whenever nothing is under way, until something holds.</summary>
    public async Task AdvanceUntilAsync(Func<bool> holds, TimeSpan most, TimeSpan step)
    {
        for (var time = TimeSpan.Zero; time <= most && !holds(); time += step)
        {
            await SettleAsync();
            if (!holds())
            {
                Time.Advance(step);
                await SettleAsync();
            }
        }

        Assert.True(
            holds(),
            $"{Live.Health} knows {string.Join(' ', Live.Snapshot.OrderBy(s => s.Key))}, true is {string.Join(' ', Truth())}");
    }

    public bool Knows() =>
        Live.Snapshot.OrderBy(s => s.Key, StringComparer.Ordinal).SequenceEqual(Truth().OrderBy(s => s.Key, StringComparer.Ordinal));

    /// <summary>Each change was told once, and those of each person in their order.</summary>
    public void CheckChanges()
    {
        var changes = Changes;
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(n => (long)n), changes.Select(c => c.Sequence));
        foreach (var person in changes.GroupBy(c => c.Contact))
        {
            PresenceChange? last = null;
            foreach (var change in person)
            {
                Assert.True(change.Before is null || change.Before == last?.After, $"{change} follows {last}");
                Assert.True(
                    last is null || change.Before is null || change.Before != change.After || !Equals(change.Details, change.DetailsBefore),
                    $"{change}");
                last = change;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        await _reading;
        await Listener.DisposeAsync();
        await Callbacks.DisposeAsync();
        await Home.DisposeAsync();
        await Backup.DisposeAsync();
        await Server.DisposeAsync();
        _bound.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var change in Live.ReadChangesAsync())
        {
            lock (_changes)
            {
                _changes.Add(change);
            }
        }
    }
}
