using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>Logs and snapshots keep both times, and are read where there is one.</summary>
public sealed class TwoTimesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_log_whose_clock_stepped_is_read_as_it_was_written()
    {
        var team = Lived(TimeSpan.FromHours(-1));
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.KeepAsync("old", team.Log, isDue: false);

        Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(TeamRows.Load(host.Database, new("old"), Decider.Instance).State));
        Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(TeamSnapshot.Read(TeamSnapshot.Write(team.State))));
    }

    [Fact]
    public async Task A_log_with_one_time_is_read_as_ever()
    {
        var team = Lived(TimeSpan.Zero);
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.KeepAsync("old", team.Log, isDue: false);
        await host.Database.WriteAsync(new Sql("UPDATE dispatch_event SET elapsed = NULL WHERE team = 'old'"));
        Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(TeamRows.Load(host.Database, new("old"), Decider.Instance).State));
    }

    [Fact]
    public async Task A_moment_of_the_wall_clock_is_the_last_position_that_is_not_later()
    {
        var team = new TeamHarness("joe");
        team.Add("one", "1");
        team.Step(TimeSpan.FromHours(-1));
        team.Pass(60);
        var began = team.Now;
        team.Add("two", "2");
        var second = team.State.Position;
        team.Step(TimeSpan.FromHours(2));
        team.Add("three", "3");
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.KeepAsync("old", team.Log, isDue: false);
        using var connection = host.Database.OpenRead();
        long At(DateTimeOffset time) => EventRows.PositionAt(connection, new("old"), 1, team.State.Position, time);

        Assert.Equal(second, At(began));
        Assert.Equal(second, At(began.AddHours(1)));
        Assert.Equal(team.State.Position, At(team.Now));
        Assert.Equal(0, At(began.AddHours(-2)));
        using var then = await host.Http.GetAsync(
            $"/api/v1/teams/old?at={Uri.EscapeDataString(began.ToString("O", CultureInfo.InvariantCulture))}",
            TestContext.Current.CancellationToken);
        var view = JsonNode.Parse(await then.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(second, (long)view["position"]!);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A team with an open offer, a wrap-up, a cool-down and tasks that wait, in whose life the clock may step.</summary>
    private static TeamHarness Lived(TimeSpan step)
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("eve", "fay"),
            Queues = [new() { Name = new("give"), WrapUpSeconds = 600 }, TeamHarness.Offering(300)],
            Rules = new TeamRules { DefaultQueue = new("give") },
        });
        team.Here("eve", "fay");
        team.Add("1", new TaskSpec { Queue = new("give") });
        team.Add("2", new TaskSpec { Queue = new("offers") });
        team.Done(new CompleteTask(new("1")));
        team.Add("3", new TaskSpec { Queue = new("offers") });
        team.Pass(10);
        team.Step(step);
        team.Add("4", new TaskSpec { Queue = new("give"), NotBefore = team.Now.AddHours(5) });
        team.Decline("2", "fay");
        team.Pass(5);
        team.Add("5", new TaskSpec { Queue = new("offers") });
        return team;
    }

    private sealed class Sql(string text) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute(text);
    }
}
