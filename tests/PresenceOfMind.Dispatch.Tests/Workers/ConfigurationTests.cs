using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Workers;

public sealed class ConfigurationTests
{
    [Fact]
    public void The_same_configuration_again_appends_nothing()
    {
        var team = new TeamBench("ann", "bob");

        Assert.Empty(team.Configure(TimeSpan.Zero, "ann", "bob").Entries);
        Assert.Equal(1, team.State.ConfigurationVersion);
    }

    [Fact]
    public void A_worker_with_a_task_leaves_when_it_is_done()
    {
        var team = new TeamBench("ann", "bob");
        team.Fetch(("ann", Available), ("bob", Away));
        team.Add("one", "1");
        team.Add("two", "2");

        team.Configure(TimeSpan.Zero, "bob");
        Assert.True(team.State.Roster.Find("ann@example.com")!.Draining);
        team.Do(new CompleteTask("1"));

        Assert.Null(team.State.Roster.Find("ann@example.com"));
        Assert.Null(team.WorkerOf("2"));
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void Who_is_named_again_before_leaving_stays()
    {
        var team = new TeamBench("ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Configure(TimeSpan.Zero);
        team.Configure(TimeSpan.Zero, "ann");
        team.Do(new CompleteTask("1"));

        Assert.Equal("ann", team.Add("two").WorkerName);
    }

    [Fact]
    public void A_worker_is_renamed_and_the_rest_stays()
    {
        var team = new TeamBench("ann");
        team.Fetch(("ann", Available));

        var outcome = team.Do(new ConfigureTeam([new("ann@example.com", "Anna")], "longest-idle", TimeSpan.Zero));

        Assert.Collection(outcome.Entries.Select(e => e.Event),
            e => Assert.Equal(2, Assert.IsType<ConfigurationChanged>(e).Version),
            e => Assert.Equal(new WorkerRenamed("ann@example.com", "Anna"), e));
        Assert.Equal("Anna", team.Add("one").WorkerName);
    }

    [Theory]
    [InlineData("ann@example.com", "ann@example.com", "longest-idle", 0, "workers[1].contact")]
    [InlineData("ann@example.com", "bob", "longest-idle", 0, "workers[1].contact")]
    [InlineData("ann@example.com", "Bob@example.com", "longest-idle", 0, "workers[1].contact")]
    [InlineData("ann@example.com", "bob@example.com", "tallest", 0, "strategy")]
    [InlineData("ann@example.com", "bob@example.com", "longest-idle", 3601, "settle")]
    [InlineData("ann@example.com", "bob@example.com", "longest-idle", -1, "settle")]
    public void A_wrong_configuration_is_refused_and_names_the_setting(string first, string second, string strategy, int settle, string field)
    {
        var team = new TeamBench();

        var outcome = team.Do(new ConfigureTeam([new(first, "one"), new(second, "two")], strategy, TimeSpan.FromSeconds(settle)));

        Assert.Equal(field, outcome.Refusal?.Field);
        Assert.Equal(0, team.State.Roster.Count);
    }
}
