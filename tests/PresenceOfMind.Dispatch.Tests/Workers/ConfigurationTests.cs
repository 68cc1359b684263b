using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Workers;

public sealed class ConfigurationTests
{
    [Fact]
    public void The_same_configuration_again_appends_nothing()
    {
        var team = new TeamHarness("ann", "bob");
        var version = team.State.ConfigurationVersion;

        Assert.Empty(team.Configure(TimeSpan.Zero, "ann", "bob").Entries);
        Assert.Equal(version, team.State.ConfigurationVersion);
    }

    [Fact]
    public void A_calendar_that_was_replaced_falls_due_no_more()
    {
        var team = new TeamHarness("ann");
        team.Done(
            new PutCalendar(
                new()
                {
                    Name = new("office"),
                    TimeZone = "UTC",
                    Hours = [new() { Days = [DayOfWeek.Monday], From = new(9, 0), To = new(17, 0) }],
                }));
        team.Done(
            new PutCalendar(
                new()
                {
                    Name = new("office"),
                    TimeZone = "UTC",
                    Hours = [new() { Days = [DayOfWeek.Monday], From = new(10, 0), To = new(17, 0) }],
                }));

        team.Pass(5400);
        Assert.DoesNotContain(team.Do(new AdvanceTime()).Entries, e => e.Event is CalendarOpenChanged);
        team.Pass(3600);
        Assert.Single(team.Do(new AdvanceTime()).Entries, e => e.Event is CalendarOpenChanged { IsOpen: true });
    }

    [Fact]
    public void A_worker_with_a_task_leaves_when_it_is_done()
    {
        var team = new TeamHarness("ann", "bob");
        team.Fetch(("ann", Available), ("bob", Away));
        team.Add("one", "1");
        team.Add("two", "2");

        team.Configure(TimeSpan.Zero, "bob");
        Assert.True(team.Person("ann").Leaving);
        team.Do(new CompleteTask(new("1")));

        Assert.Null(team.Person("ann"));
        Assert.Null(team.WorkerOf("2"));
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void Who_is_named_again_before_leaving_stays()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Configure(TimeSpan.Zero);
        team.Configure(TimeSpan.Zero, "ann");
        team.Do(new CompleteTask(new("1")));

        Assert.Equal("ann", team.Add("two").WorkerName);
    }

    [Fact]
    public void A_worker_is_renamed_and_the_rest_stays()
    {
        var team = new TeamHarness("ann");
        team.Here("ann");

        var outcome = team.Done(new PutWorker(new WorkerSettings { Contact = new("SIP:Ann@example.com"), Name = "Anna" }));

        var put = Assert.IsType<WorkerPut>(Assert.Single(outcome.Entries).Event);
        Assert.Equal(("ann@example.com", "Anna"), (put.Worker.Contact.Value, put.Worker.Name));
        Assert.Equal(outcome.Entries[0].Position, team.State.ConfigurationVersion);
        Assert.Equal("Anna", team.Add("two").WorkerName);
    }

    [Fact]
    public void A_worker_with_live_work_is_removed_only_when_drained()
    {
        var team = new TeamHarness("ann", "bob");
        team.Here("ann");
        team.Add("one", "1");

        team.Refused(new RemoveWorker(new("ann@example.com")), "worker-busy");
        team.Refused(new ConfigureTeam(new TeamSettings { Workers = TeamHarness.Workers("bob") }), "worker-busy");
        team.Done(new DrainWorker(new("ann@example.com")));
        team.Done(new RemoveWorker(new("ann@example.com")));
        Assert.NotNull(team.Person("ann"));
        team.Done(new CompleteTask(new("1")));

        Assert.Null(team.Person("ann"));
    }

    [Fact]
    public void A_queue_with_live_work_goes_when_it_is_empty_and_takes_no_more_meanwhile()
    {
        var team = new TeamHarness(
            new TeamSettings { Workers = TeamHarness.Workers("ann"), Queues = [new() { Name = new("a") }, new() { Name = new("b") }] });
        team.Add("1", new TaskSpec { Queue = new("b") });

        team.Refused(new RemoveQueue(new("b")), "queue-busy");
        team.Done(new RemoveQueue(new("b"), Drain: true));
        Assert.Equal("queue", team.Do(new AddTask(new("2"), "two", null) { Spec = new TaskSpec { Queue = new("b") } }).Refusal?.Field);
        team.Here("ann");
        team.Done(new CompleteTask(new("1")));

        Assert.Null(team.State.Parts.Queues.Find(new("b")));
        team.Refused(new RemoveQueue(new("a")), "last-queue");
    }

    [Fact]
    public void What_is_named_elsewhere_is_not_removed()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Queues = [new() { Name = new("a") }, new() { Name = new("b") }],
            Routes = [new() { Name = new("r"), Queue = new("b") }],
        });

        Assert.Contains("routes[0].queue", team.Refused(new RemoveQueue(new("b")), "queue-in-use").Detail, StringComparison.Ordinal);
        team.Done(new RemoveRoute(new("r")));
        team.Done(new RemoveQueue(new("b")));
    }

    [Fact]
    public void The_configuration_is_given_back_as_it_was_put()
    {
        var settings = new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues = [new() { Name = new("a") }],
            Channels = [new() { Name = new("call"), Exclusive = true }],
            Calendars = [new() { Name = new("office"), Hours = [new() { Days = [DayOfWeek.Monday], From = new(9, 0), To = new(17, 0) }] }],
            Rules = new TeamRules { RestSeconds = 5, Calendar = new("office") },
        };
        var team = new TeamHarness(settings);

        Assert.Equal(TeamPicture.Json(settings), TeamPicture.Json(team.State.Settings));
        Assert.Empty(team.Done(new ConfigureTeam(team.State.Settings)).Entries);
    }

    [Theory]
    [InlineData("ann@example.com", "ann@example.com", "longest-idle", 0, "workers[1].contact")]
    [InlineData("ann@example.com", "bob", "longest-idle", 0, "workers[1].contact")]
    [InlineData("ann@example.com", "bob@example.com", "tallest", 0, "queues[0].strategy.name")]
    [InlineData("ann@example.com", "bob@example.com", "longest-idle", 3601, "rules.settleSeconds")]
    [InlineData("ann@example.com", "bob@example.com", "longest-idle", -1, "rules.settleSeconds")]
    public void A_wrong_configuration_is_refused_and_names_the_setting(
        string first, string second, string strategy, int settle, string field)
    {
        var team = new TeamHarness();

        var outcome = team.Do(new ConfigureTeam(new TeamSettings
        {
            Workers = [new() { Contact = new(first), Name = "one" }, new() { Contact = new(second), Name = "two" }],
            Queues = [new() { Name = new("default"), Strategy = new() { Name = strategy } }],
            Rules = new TeamRules { SettleSeconds = settle },
        }));

        Assert.Equal(field, outcome.Refusal?.Field);
        Assert.Equal(0, team.State.Roster.Count);
    }
}
