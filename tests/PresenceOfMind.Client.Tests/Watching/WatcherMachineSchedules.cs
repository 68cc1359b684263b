using CsCheck;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>Generated schedules of changes and faults. A failure prints the seed that gives it again.</summary>
public sealed class WatcherMachineSchedules
{
    private static readonly string[] Contacts =
    [
        "ada@example.com",
        "bob@example.com",
        "cleo@example.com",
        "dora@example.com",
        "emil@example.com",
    ];

    private static readonly Gen<(int At, int What, int Who, int State)> Happening =
        Gen.Select(Gen.Int[0, 3_600_000], Gen.Int[0, 27], Gen.Int[0, Contacts.Length - 1], Gen.Int[1, 6]);

    private static readonly Gen<Fault> AnyFault =
        Gen.Frequency((4, Gen.Const(Fault.None)), (3, Gen.Int[1, 5].Select(f => (Fault)f)));

    [Fact]
    public void Whatever_happens_the_true_state_is_known_within_one_interval() =>
        Gen.Select(Happening.Array[0, 40], AnyFault.Array[0, 60], Gen.Int[0, 10], Gen.Int).Sample(
            (happenings, faults, lostOfTen, seed) =>
            {
                var world = Run(happenings, faults, lostOfTen, seed, TimeSpan.FromHours(1));
                Calm(world);
                world.RunFor(world.Options.FetchInterval + TimeSpan.FromSeconds(35));
                Assert.Equal(Watched(world), world.Known.OrderBy(p => p.Key));
                Assert.Equal(WatcherState.Live, world.Machine.HealthAt(world.Now).State);
                Assert.Equal(
                    Watched(world).Select(p => p.Key),
                    world.Server.Subscriptions.Where(world.Machine.Subscriptions.Contains).SelectMany(world.Server.ContactsOf).Order());
            },
            iter: 3000);

    [Fact]
    public void Whatever_happens_to_two_nodes_the_true_state_is_known_within_one_interval_and_at_home_soon_after() =>
        Gen.Select(Happening.Array[0, 40], AnyFault.Array[0, 60], Gen.Int[0, 10], Gen.Int).Sample(
            (happenings, faults, lostOfTen, seed) =>
            {
                var world = Run(happenings, faults, lostOfTen, seed, TimeSpan.FromHours(1), backup: true);
                Calm(world);
                world.RunFor(world.Options.FetchInterval + TimeSpan.FromSeconds(35));
                Assert.Equal(Watched(world), world.Known.OrderBy(p => p.Key));
                Assert.Equal(WatcherState.Live, world.Machine.HealthAt(world.Now).State);
                world.RunFor(TimeSpan.FromMinutes(25));
                Assert.False(world.Machine.HealthAt(world.Now).IsAway);
                Assert.Equal(Watched(world), world.Known.OrderBy(p => p.Key));
                Assert.Equal(WatcherState.Live, world.Machine.HealthAt(world.Now).State);
            },
            iter: 2000);

    [Fact]
    public void Whatever_happens_there_is_no_storm_of_requests() =>
        Gen.Select(Happening.Array[0, 40], AnyFault.Array[0, 60], Gen.Int).Sample(
            (happenings, faults, seed) =>
            {
                var world = Run(happenings, faults, 0, seed, TimeSpan.FromHours(1));
                const int Parts = 3;
                const int ByTheClock = 60;
                const int TriesWhileDown = (1 + (2 * Parts)) * 60 * 2;
                var tries = happenings.Any(h => h.What is >= 12 and <= 16) ? TriesWhileDown : 0;
                Assert.InRange(world.Operations.Count, 1, ByTheClock + tries + (14 * happenings.Length) + (6 * faults.Length));
            },
            iter: 500);

    private static ModelWorld Run(
        (int At, int What, int Who, int State)[] happenings, Fault[] faults, int lostOfTen, int seed, TimeSpan time, bool backup = false)
    {
        var options = ModelWorld.OptionsFor(Contacts) with { ContactsPerSubscription = 2, OwnsSession = seed % 2 == 0 };
        var world = new ModelWorld(options, seed) { Faults = new Queue<Fault>(faults), LostOfTen = lostOfTen, NamesBackup = backup };
        foreach (var (at, what, who, state) in happenings)
        {
            world.At(ModelWorld.Begin + TimeSpan.FromMilliseconds(at), () => Happen(world, what, Contacts[who], (PresenceState)state));
        }

        world.RunTo(ModelWorld.Begin + time);
        return world;
    }

    private static void Calm(ModelWorld world)
    {
        world.LostOfTen = 0;
        world.Faults.Clear();
        foreach (var node in new[] { world.Server, world.Backup })
        {
            node.IsDown = false;
            node.Release();
        }
    }

    private static IEnumerable<KeyValuePair<string, PresenceState>> Watched(ModelWorld world) =>
        world.Server.People.Where(p => world.Machine.Book.Find(p.Key) is not null).OrderBy(p => p.Key);

    private static void Happen(ModelWorld world, int what, string who, PresenceState state)
    {
        var server = world.NamesBackup && state < PresenceState.Away ? world.Backup : world.Server;
        Action happening = what switch
        {
            0 => server.ForceLogIn,
            1 => server.LogOut,
            2 => server.ForceUserLogIn,
            3 => server.ForgetEndpoints,
            4 => server.ForgetSubscriptions,
            5 => server.Restart,
            6 => server.Hold,
            7 => server.Release,
            8 or 9 => () => world.Watch(who, watched: true),
            10 or 11 => () => world.Watch(who, watched: false),
            12 or 13 => () => server.IsDown = true,
            14 or 15 => () => server.IsDown = false,
            16 => server.Fail,
            _ => () => server.Set(who, state),
        };
        happening();
    }
}
