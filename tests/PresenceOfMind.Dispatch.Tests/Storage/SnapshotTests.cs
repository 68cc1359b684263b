using Dapper;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Storage;

public sealed class SnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_snapshot_at_any_position_and_the_rest_of_the_log_give_the_same_state_and_the_same_decisions(int seed)
    {
        var day = new RandomDay(seed, steps: true);
        var log = day.Live(400);
        var taken = new Dictionary<long, byte[]>();
        var random = new Random(seed);
        var whole = TeamSnapshot.Empty();
        foreach (var entry in log)
        {
            Team.Apply(whole, entry);
            if (random.Next(40) == 0)
            {
                taken[entry.Position] = TeamSnapshot.Write(whole);
            }
        }

        Assert.NotEmpty(taken);
        foreach (var (position, bytes) in taken)
        {
            var state = TeamSnapshot.Read(bytes);
            Assert.Equal(position, state.Position);
            Assert.Equal(bytes, TeamSnapshot.Write(state));
            foreach (var entry in log.Skip((int)position))
            {
                Team.Apply(state, entry);
            }

            Assert.Equal(TeamSnapshot.Write(whole), TeamSnapshot.Write(state));
            Assert.Equal(day.Next(Replay(log)), day.Next(state));
        }
    }

    [Fact]
    public async Task A_day_of_100_000_events_loads_from_its_log_alone_and_behind_snapshots()
    {
        await using var host = await StartAsync();
        await host.Teams.ListAsync();
        var log = new RandomDay(7, DateTimeOffset.UtcNow.AddDays(-3)).Live(100_000);
        var state = TeamSnapshot.Empty();
        foreach (var chunk in log.Take(100_000).Chunk(5_000))
        {
            foreach (var entry in chunk)
            {
                Team.Apply(state, entry);
            }

            await host.Database.WriteAsync(TeamRows.Append(new("day"), chunk, null, []));
        }

        Assert.Equal(TeamSnapshot.Write(state), TeamSnapshot.Write(TeamRows.Load(host.Database, new("day"), Decider.Instance).State));

        await host.Services.GetRequiredService<SnapshotService>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TeamSnapshot.Write(state), TeamSnapshot.Write(TeamRows.Load(host.Database, new("day"), Decider.Instance).State));
        using var connection = host.Database.OpenRead();
        Assert.Equal(10, connection.QuerySingle<int>("SELECT COUNT(*) FROM dispatch_snapshot WHERE team = 'day'"));
    }

    [Fact]
    public async Task Old_events_go_behind_a_snapshot_and_what_was_before_is_gone()
    {
        await using var host = await StartAsync();
        var log = new RandomDay(3, DateTimeOffset.UtcNow.AddDays(-400.5)).Live(25_000);
        foreach (var chunk in log.Take(25_000).Chunk(5_000))
        {
            await host.Database.WriteAsync(TeamRows.Append(new("old"), chunk, null, []));
        }

        var before = TeamSnapshot.Write(TeamRows.Load(host.Database, new("old"), Decider.Instance).State);
        var began = DateTimeOffset.UtcNow.AddDays(-400);
        await host.Services.GetRequiredService<SnapshotService>().RunAsync(TestContext.Current.CancellationToken);
        var ended = DateTimeOffset.UtcNow.AddDays(-400);
        using var connection = host.Database.OpenRead();
        var first = connection.QuerySingle<int>("SELECT MIN(position) FROM dispatch_event WHERE team = 'old'");
        Assert.InRange(first, 5_000, 24_000);
        Assert.True(log[first - 2].At <= ended);
        Assert.True(log[first - 1].At > began);

        Assert.Equal(before, TeamSnapshot.Write(TeamRows.Load(host.Database, new("old"), Decider.Instance).State));
        using var gone = await host.Http.GetAsync("/api/v1/teams/old/events?after=5", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Gone, gone.StatusCode);
        foreach (var (at, status) in ((string, System.Net.HttpStatusCode)[])
        [
            ("5", System.Net.HttpStatusCode.Gone),
            ($"{first - 2}", System.Net.HttpStatusCode.Gone),
            ($"{first - 1}", System.Net.HttpStatusCode.OK),
            ($"{first + 1}", System.Net.HttpStatusCode.OK),
            ($"{log[first - 2].At.AddSeconds(-60):yyyy-MM-ddTHH:mm:ssZ}", System.Net.HttpStatusCode.Gone),
            ($"{log[first - 1].At.AddSeconds(60):yyyy-MM-ddTHH:mm:ssZ}", System.Net.HttpStatusCode.OK),
        ])
        {
            using var then = await host.Http.GetAsync($"/api/v1/teams/old?at={at}", TestContext.Current.CancellationToken);
            Assert.True(status == then.StatusCode, $"at={at}: {then.StatusCode}");
        }
    }

    [Fact]
    public async Task A_team_of_which_little_is_heard_forgets_what_is_old_as_well()
    {
        await using var host = await StartAsync();
        var team = TeamHarness.WithOldTask(keepDays: 7);
        await host.KeepAsync("old", team.Log, isDue: false);
        var began = DateTimeOffset.UtcNow;
        await host.Services.GetRequiredService<SnapshotService>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TeamSnapshot.Write(team.State), TeamSnapshot.Write(TeamRows.Load(host.Database, new("old"), Decider.Instance).State));
        using var connection = host.Database.OpenRead();
        Assert.True(
            connection.QuerySingle<long>(
                "SELECT MIN(at) FROM dispatch_event WHERE team = 'old'") > began.AddDays(-7).ToUnixTimeMilliseconds());
        foreach (var (path, status) in ((string, System.Net.HttpStatusCode)[])
        [
            ("tasks/one", System.Net.HttpStatusCode.OK),
            ("tasks/one/explanation", System.Net.HttpStatusCode.Gone),
            ("events?after=1", System.Net.HttpStatusCode.Gone),
            ("events?after=9223372036854775807", System.Net.HttpStatusCode.OK),
        ])
        {
            using var answer = await host.Http.GetAsync($"/api/v1/teams/old/{path}", TestContext.Current.CancellationToken);
            Assert.True(status == answer.StatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    public void Dispose() => _folder.Dispose();

    // Snapshots are made when the test says so, and not by the clock meanwhile.
    private async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync(_folder.Path);
        await host.Services.GetRequiredService<SnapshotService>().StopAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static TeamState Replay(IEnumerable<LogEntry> log)
    {
        var state = TeamSnapshot.Empty();
        foreach (var entry in log)
        {
            Team.Apply(state, entry);
        }

        return state;
    }

    /// <summary>A team that lives by chance: offers, assignments, holds, reservations, presence, pauses, configuration, time.</summary>
    private sealed class RandomDay(int seed, DateTimeOffset? begin = null, bool steps = false)
    {
        private static readonly PresenceState[] States =
        [
            PresenceState.Available,
            PresenceState.Available,
            PresenceState.Busy,
            PresenceState.Away,
        ];

        /// <summary>More tasks than this are called off, so that a day does not end in one that nobody could work through.</summary>
        private const int MostOpen = 60;

        private readonly Random _random = new(seed);
        private readonly TeamState _state = TeamSnapshot.Empty();
        private readonly List<LogEntry> _log = [];
        private DateTimeOffset _now = begin ?? new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
        private TimeSpan _stepped;
        private long _sequence;

        private TeamTime Time => TeamTime.FromWall(_now - _stepped) with { Wall = _now };

        private string Contact => $"w{_random.Next(8)}@example.com";

        public List<LogEntry> Live(int events)
        {
            Do(new ConfigureTeam(Settings()));
            Do(new OpenPresenceSource());
            while (_log.Count < events)
            {
                _now = _now.AddMilliseconds(_random.Next(20_000));
                if (steps && _random.Next(60) == 0)
                {
                    var step = TimeSpan.FromSeconds(_random.Next(-100_000, 100_000));
                    (_now, _stepped) = (_now + step, _stepped + step);
                    Do(new ReportStandstill());
                }

                Do(Command());
            }

            return _log;
        }

        /// <summary>What a state decides next, in words.</summary>
        public string Next(TeamState state)
        {
            var words = new List<string>();
            foreach (var command in (TeamCommand[])
            [
                new AdvanceTime(),
                new ReportPresence(
                    state.SourceEpoch,
                    state.SourceSequence + 1,
                    Time.Elapsed + TimeSpan.FromSeconds(1),
                    [.. state.Roster.All.Select(w => new WorkerPresence(w.Contact, PresenceState.Available))]),
                new AddTask(null, "last", null) { Key = "last" },
                new AddTask(null, "last", null) { Key = "last" },
                new AdvanceTime(),
            ])
            {
                var outcome = new Team(Decider.Instance, state).Handle(
                    command,
                    new TeamTime(Time.Elapsed + TimeSpan.FromSeconds(30), _now.AddSeconds(30)));
                words.AddRange(outcome.Entries.Select(e => $"{e.Position} {EventNames.GetName(e.Event)} {EventJson.Write(e.Event)}"));
            }

            return string.Join('\n', words);
        }

        private static TeamSettings Settings() => new()
        {
            Workers = [.. Enumerable.Range(0, 8).Select(n => new WorkerSettings
            {
                Contact = new($"w{n}@example.com"),
                Skills = new Dictionary<string, int> { ["a"] = n * 10, ["b"] = 100 - (n * 10) },
                Capacity = 1 + (n % 3),
                Tier = n % 2,
            })],
            Queues =
            [
                new QueueSettings
                {
                    Name = new("now"),
                    WrapUpSeconds = 10,
                    Ageing = new Ageing { EverySeconds = 20 },
                    ServiceLevel = new ServiceLevel(),
                    ReserveAfterSeconds = 30,
                },
                new QueueSettings
                {
                    Name = new("ask"),
                    Mode = QueueMode.Offer,
                    OfferSeconds = 15,
                    Claim = true,
                    Strategy = new StrategySettings { Name = "offer-to-ever-more", EverySeconds = 5 },
                },
                new QueueSettings
                {
                    Name = new("best"),
                    Strategy = new StrategySettings { Name = "preferred-first" },
                    MaxWaitSeconds = 300,
                    WhenNobodyWorks = new Overflow { Action = OverflowAction.Queue, Queue = new("now") },
                },
            ],
            Rules = new TeamRules { SettleSeconds = 1, TakeBackOn = [PresenceState.Away], GraceSeconds = 20 },
        };

        private TeamCommand Command()
        {
            var open = _state.Tasks.Open.Take(MostOpen + 1).ToArray();
            var id = open.Length > 0 ? _random.GetItems(open, 1)[0].Id : new("none");
            if (open.Length > MostOpen)
            {
                return new CancelTask(open[0].Id, "too many");
            }

            return _random.Next(20) switch
            {
                < 6 => new AddTask(TaskId.FromNullable(_random.Next(3) == 0 ? $"own-{_random.Next(1_000_000)}" : null), "a task", null)
                {
                    Key = _random.Next(8) == 0 ? $"key-{_random.Next(50)}" : null,
                    Spec = new TaskSpec
                    {
                        Queue = new(_random.GetItems((string[])["now", "ask", "best"], 1)[0]),
                        Priority = _random.Next(3),
                        Units = 1 + (_random.Next(4) / 3),
                        Channel = new(_random.Next(4) == 0 ? "mail" : "default"),
                        Skills = _random.Next(3) == 0 ? [new SkillRequirement { Name = "a", Level = 30, ExpiresAfterSeconds = 60 }] : [],
                        Preferred = _random.Next(5) == 0 ? [new(Contact)] : [],
                        NotBefore = _random.Next(10) == 0 ? _now.AddSeconds(40) : null,
                    },
                },
                < 9 => new ReportPresence(
                    _state.SourceEpoch,
                    ++_sequence,
                    Time.Elapsed,
                    [new WorkerPresence(new(Contact), _random.GetItems(States, 1)[0])]),
                9 => new CompleteTask(id),
                10 or 11 => _state.Tasks.Find(id)?.Offers is [var offer, ..] ? new AcceptOffer(id, offer.Contact) : new CompleteTask(id),
                12 => _state.Tasks.Find(id)?.Offers is [var declined, ..]
                    ? new DeclineOffer(id, declined.Contact, "no")
                    : new CompleteTask(id),
                13 => new HoldTask(id),
                14 => new ResumeTask(id),
                15 => new ReturnTask(id, "back"),
                16 => new TransferTask(id, null, new("now")),
                17 => _random.Next(2) == 0 ? new PauseWorker(new(Contact), "break") : new UnpauseWorker(new(Contact)),
                18 => new AddNote(id, "a note"),
                _ => _random.Next(3) == 0 ? new CancelTask(id) : new AdvanceTime(),
            };
        }

        private void Do(TeamCommand command) => _log.AddRange(new Team(Decider.Instance, _state).Handle(command, Time).Entries);
    }
}
