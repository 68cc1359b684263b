using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Teams;

public sealed class AssignmentTests
{
    [Fact]
    public void A_task_goes_at_once_to_who_has_been_idle_longest()
    {
        var team = new TeamHarness("ann", "bob", "cid");
        team.Fetch(("ann", Available), ("bob", Available), ("cid", Available));

        Assert.Equal("ann", team.Add("one", "1").WorkerName);
        Assert.Equal("bob", team.Add("two", "2").WorkerName);
        team.Pass(5);
        team.Do(new CompleteTask(new("1")));
        team.Pass(5);
        team.Do(new CompleteTask(new("2")));
        Assert.Equal("cid", team.Add("three").WorkerName);
        Assert.Equal("ann", team.Add("four").WorkerName);
        Assert.Equal("bob", team.Add("five").WorkerName);
    }

    [Fact]
    public void Nobody_gets_a_second_task()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));

        team.Add("one", "1");

        Assert.Equal(TaskState.Waiting, team.Add("two", "2").State);
        team.Do(new CompleteTask(new("1")));
        Assert.Equal("ann", team.WorkerOf("2"));
    }

    [Fact]
    public void Who_goes_away_keeps_the_task_and_gets_no_other()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Fetch(("ann", Away));
        team.Add("two", "2");

        Assert.Equal(TaskState.Assigned, team.Task("1").State);
        team.Do(new CompleteTask(new("1")));
        Assert.Null(team.WorkerOf("2"));

        team.Fetch(("ann", Available));
        Assert.Equal("ann", team.WorkerOf("2"));
    }

    [Fact]
    public void Waiting_tasks_go_in_the_order_in_which_they_came()
    {
        var team = new TeamHarness("ann", "bob");
        team.Add("one", "1");
        team.Pass(1);
        team.Add("two", "2");
        team.Pass(1);
        team.Add("three", "3");

        team.Fetch(("ann", Available), ("bob", Available));

        Assert.Equal("ann", team.WorkerOf("1"));
        Assert.Equal("bob", team.WorkerOf("2"));
        Assert.Null(team.WorkerOf("3"));
    }

    [Fact]
    public void A_cancelled_assignment_frees_the_person()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Add("two", "2");

        team.Do(new CancelTask(new("1")));

        Assert.Equal("ann", team.WorkerOf("2"));
    }

    [Fact]
    public void All_open_tasks_are_called_off_in_one_append()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Add("two", "2");

        var outcome = team.Do(new CancelOpenTasks());

        Assert.Equal(2, outcome.Entries.Count);
        Assert.Empty(team.State.Tasks.Open);
        Assert.Equal("ann", team.Add("three").WorkerName);
    }

    [Fact]
    public void An_assignment_records_who_was_refused_by_which_rule_and_the_configuration()
    {
        var team = new TeamHarness("ann", "bob", "cid", "dan");
        team.Fetch(("ann", Available), ("bob", Away), ("cid", Available));

        var outcome = team.Do(new AddTask(new("1"), "one", null));

        var assigned = outcome.Entries.Select(e => e.Event).OfType<TaskAssigned>().Single();
        Assert.Equal("ann@example.com", assigned.Contact.Value);
        Assert.Equal(team.Log.Last(e => e.Event is ConfigurationEvent).Position, assigned.ConfigurationVersion);
        Assert.Equal(new() { Unconfirmed = 1, Presence = 1, Order = 1 }, assigned.Refused);
    }

    [Fact]
    public void Presence_must_have_held_for_the_settle_time_and_an_equal_report_does_not_restart_it()
    {
        var team = new TeamHarness("ann");
        team.Configure(TimeSpan.FromSeconds(10), "ann");
        team.Fetch(("ann", Available));
        team.Add("one", "1");
        team.Pass(6);
        team.Fetch(("ann", Available));
        Assert.Null(team.WorkerOf("1"));
        Assert.Contains("only just now", team.Because("1"), StringComparison.Ordinal);

        team.Pass(4);
        team.Do(new AdvanceTime());

        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void The_own_time_of_a_log_never_goes_back()
    {
        var team = new TeamHarness("ann");
        team.Add("one");
        team.Pass(-3600);
        team.Add("two");

        Assert.Equal(team.Log.Select(e => e.Time.Elapsed), team.Log.Select(e => e.Time.Elapsed).Order());
    }
}
