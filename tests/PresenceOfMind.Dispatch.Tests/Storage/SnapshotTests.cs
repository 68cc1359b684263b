using Dapper;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;

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
}
