using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>
/// Generated schedules of changes and faults between the whole watcher and the real server. A failure names the seed, which
/// <c>POM_FAULT_SEED</c> runs again.
/// </summary>
public sealed class FaultSchedules(ITestOutputHelper output)
{
    private const int People = 8;
    private const int Steps = 30;
    private const int Schedules = 5;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Whatever_happens_on_the_line_the_true_state_is_known_within_one_interval_and_each_change_told_once()
    {
        var given = Environment.GetEnvironmentVariable("POM_FAULT_SEED");
        for (var schedule = 0; schedule < (given is null ? Schedules : 1); schedule++)
        {
            var seed = given is null ? Random.Shared.Next() : int.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
            output.WriteLine($"seed {seed}");
            try
            {
                await RunAsync(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"POM_FAULT_SEED={seed} gives this again.", e);
            }
        }
    }

    private static async Task RunAsync(Random random)
    {
        var rich = random.Next(2) == 0;
        await using var world = await FaultWorld.StartAsync(People, options => options with
        {
            Rich = rich,
            ContactsPerSubscription = 3,

            // Half-open lines cost as much in real time; a request that is only slow must not fail.
            RequestTimeout = TimeSpan.FromSeconds(3),
        });
        await world.Live.StartAsync(TestContext.Current.CancellationToken);
        for (var step = 0; step < Steps; step++)
        {
            await HappenAsync(world, random);
            await world.SettleAsync();
            world.Time.Advance(TimeSpan.FromSeconds(random.Next(60)));
        }

        await world.SetHomeAsync(up: true);
        world.Home.Calm();
        world.Backup.Calm();
        world.Callbacks.Calm();
        await world.AdvanceUntilAsync(() => world.Knows() && world.Live.Health.State == WatcherState.Live, TimeSpan.FromMinutes(10), Step);
        await world.SettleAsync();
        world.CheckChanges();
    }

    private static async Task HappenAsync(FaultWorld world, Random random)
    {
        switch (random.Next(16))
        {
            case 0:
                await world.SetHomeAsync(up: false);
                break;
            case 1 or 2:
                await world.SetHomeAsync(up: true);
                break;
            case 3 or 4:
                world.Home.Enqueue(Faults(random));
                break;
            case 5:
                world.Backup.Enqueue(Faults(random));
                break;
            case 6:
                world.Callbacks.Enqueue(Faults(random));
                break;
            case 7:
                world.Callbacks.IsDown = !world.Callbacks.IsDown;
                break;
            case 8:
                world.Live.RemoveContacts(FaultWorld.Contact(random.Next(People)));
                break;
            case 9:
                world.Live.AddContacts(FaultWorld.Contact(random.Next(People)));
                break;
            default:
                await world.SetAsync(random.Next(People), (PresenceState)random.Next(1, 7));
                break;
        }
    }

    private static IEnumerable<WireFault> Faults(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (WireFault)random.Next(0, 7))];
}
