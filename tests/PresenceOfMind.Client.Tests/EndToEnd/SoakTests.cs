using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>
/// Ten thousand changes over a thousand contacts, on a line that fails now and then. Alone, so that the memory is its own.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Takes", "long")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int People = 1000;
    private const int Rounds = 50;
    private const int ChangesOfRound = 200;
    private const long MostGrowth = 16L << 20;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Ten_thousand_changes_over_a_thousand_contacts_are_each_told_once_and_memory_stays_flat()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await PwsTestServer.StartAsync(
            [FaultWorld.Watcher, .. Enumerable.Range(0, People).Select(FaultWorld.Person)]);
        await using var line = new FaultProxy { Target = server.Ports[0] };
        await using var listener = PresenceListener.Start(
            new PresenceListenerOptions { Port = 0, Address = System.Net.IPAddress.Loopback });
        await using var callbacks = new FaultProxy { Target = listener.Port };
        await using var watcher = new PresenceWatcher(
            new PresenceWatcherOptions
            {
                Server = new Uri($"http://127.0.0.1:{line.Port}"),
                AppUser = "app",
                Password = "secret",
                EndUser = FaultWorld.Watcher,
                CallbackUrl = new Uri($"http://127.0.0.1:{callbacks.Port}/pws"),
                Contacts = [.. Enumerable.Range(0, People).Select(FaultWorld.Contact)],
                ContactsPerSubscription = 400,
                FetchInterval = TimeSpan.FromSeconds(1),
                RequestTimeout = TimeSpan.FromSeconds(5),
            },
            listener.Hub);
        var told = new Dictionary<string, PresenceState>();
        var (changes, wrong) = (0, 0);
        async Task ReadAsync()
        {
            await foreach (var change in watcher.ReadChangesAsync(bound.Token))
            {
                lock (told)
                {
                    wrong += told.TryGetValue(change.Contact, out var known) && change.Before != known ? 1 : 0;
                    told[change.Contact] = change.After;
                    changes += change.Before is null ? 0 : 1;
                }
            }
        }

        var reading = ReadAsync();
        await watcher.StartAsync(bound.Token);
        var truth = Enumerable.Range(0, People).ToDictionary(FaultWorld.Contact, _ => PresenceState.Unavailable);
        await Eventually.IsAsync(Knows);
        var feed = server.Services.GetRequiredService<IDeviceFeed>();
        long before = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 5 == 1)
            {
                line.Enqueue((WireFault)random.Next(1, 7));
                callbacks.Enqueue((WireFault)random.Next(1, 7));
            }

            var who = Enumerable.Range(0, People).ToArray();
            random.Shuffle(who);
            var reports = who
                .Take(ChangesOfRound)
                .Select(
                    p => new DeviceReport(FaultWorld.Person(p), "chat", Other(truth[FaultWorld.Contact(p)], random), Kind: DeviceKind.Chat))
                .ToList();
            foreach (var report in reports)
            {
                truth[report.User + "@localhost"] = report.State!.Value;
            }

            await feed.ReportAsync(reports);
            await Eventually.IsAsync(Knows);
            before = round == Rounds / 5 ? GC.GetTotalMemory(forceFullCollection: true) : before;
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{changes} changes, {line.Requests} requests, {growth / 1024} KiB more than after a fifth of them");
        Assert.Equal((Rounds * ChangesOfRound, 0), (changes, wrong));
        Assert.InRange(growth, long.MinValue, MostGrowth);
        await watcher.DisposeAsync();
        await reading;

        bool Knows()
        {
            lock (told)
            {
                return truth.All(t => told.TryGetValue(t.Key, out var state) && state == t.Value);
            }
        }
    }

    private static PresenceState Other(PresenceState state, Random random)
    {
        var other = (PresenceState)random.Next(1, 6);
        return other == state ? PresenceState.Vacation : other;
    }
}
