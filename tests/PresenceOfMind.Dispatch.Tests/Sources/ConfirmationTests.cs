using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Sources;

public sealed class ConfirmationTests
{
    [Fact]
    public void Nobody_gets_work_before_a_fetch_and_everybody_can_see_why()
    {
        var team = new TeamHarness("ann");
        team.Change("ann", Available);
        team.Add("one", "1");

        Assert.Null(team.WorkerOf("1"));
        Assert.Contains("No worker's presence is confirmed", team.Because("1"), StringComparison.Ordinal);
        team.Fetch(("ann", Available));
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void A_fetch_that_began_before_the_source_was_lost_confirms_nothing()
    {
        var team = new TeamHarness("ann");
        var began = team.Time.Elapsed;
        team.Pass(1);
        team.Lose();
        team.Do(new ReportPresence(team.Epoch, 9, began, TeamHarness.Told([("ann", Available)])));

        Assert.Equal(TaskState.Waiting, TaskStateOf(team));
    }

    [Fact]
    public void A_fetch_after_the_loss_confirms_again()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Lose();
        Assert.Equal(TaskState.Waiting, TaskStateOf(team));

        team.Pass(1);
        team.Fetch(("ann", Available));

        Assert.Equal("ann", team.WorkerOf("t"));
    }

    [Fact]
    public void Loading_the_team_makes_presence_unconfirmed_and_takes_no_task_away()
    {
        var team = new TeamHarness("ann", "bob");
        team.Fetch(("ann", Available), ("bob", Available));
        team.Add("one", "1");
        team.Do(new LoadTeam());

        Assert.Equal("ann", team.WorkerOf("1"));
        Assert.Equal(TaskState.Waiting, TaskStateOf(team));
    }

    [Fact]
    public void What_fell_due_while_the_program_was_down_is_decided_when_presence_is_unconfirmed()
    {
        var team = TeamHarness.ForQueue(new QueueSettings { Name = new("all"), WrapUpSeconds = 30 }, "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Done(new CompleteTask(new("1")));
        team.Add("two", "2");
        team.Pass(60);

        var loaded = team.Do(new LoadTeam());

        Assert.Equal(["team.loaded", "task.wrapped-up"], loaded.Entries.Select(e => EventNames.GetName(e.Event)));
        Assert.Null(team.WorkerOf("2"));
        team.Fetch(("joe", Unavailable));
        Assert.Null(team.WorkerOf("2"));
    }

    [Fact]
    public void Hours_that_began_while_the_program_was_down_give_nothing_to_people_who_went_home()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("joe") with { Capacity = 10, Calendar = new("day") }],
            Calendars = [new() { Name = new("day"), Hours = [new() { Days = [DayOfWeek.Monday], From = new(9, 0), To = new(17, 0) }] }],
        });
        team.Here("joe");
        for (var i = 0; i < 10; i++)
        {
            team.Add($"mail {i}");
        }

        team.Pass(TimeSpan.FromHours(2).TotalSeconds);
        team.Do(new LoadTeam());

        Assert.True(team.State.Parts.Calendars.Find(new("day"))!.IsOpen);
        Assert.Empty(team.Events<TaskAssigned>());
        team.Fetch(("joe", Away));
        Assert.Empty(team.Events<TaskAssigned>());
    }

    [Fact]
    public void An_open_offer_survives_a_restart_and_can_be_accepted_before_presence_is_confirmed()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Pass(10);
        team.Do(new LoadTeam());

        Assert.Equal(["joe"], team.Asked("1"));
        Assert.Null(team.Accept("1", "joe").Refusal);
        Assert.Equal("joe", team.WorkerOf("1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_offer_that_ended_while_presence_was_unconfirmed_starts_no_cool_down_and_counts_for_nobody(bool restarts)
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("joe"),
            Queues = [TeamHarness.Offering(10)],
            Rules = new TeamRules { PauseAfterTimeouts = 1 },
        });
        team.Here("joe");
        team.Add("one", "1");
        if (restarts)
        {
            team.Pass(60);
            team.Do(new LoadTeam());
        }
        else
        {
            team.Lose();
            team.Let(60);
        }

        Assert.Equal(OfferEnd.TimedOut, Assert.Single(team.Events<OfferEnded>()).How);
        Assert.Equal((0, null), (team.Person("joe").Timeouts, team.Person("joe").PauseReason));
        team.Pass(1);
        team.Here("joe");
        Assert.Equal(["joe"], team.Asked("1"));
    }

    [Fact]
    public void An_open_offer_is_withdrawn_for_another_reason_than_unconfirmed_presence()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "joe");
        team.Here("joe");
        team.Add("one", "1");
        team.Lose();
        Assert.Equal(["joe"], team.Asked("1"));

        team.Change("joe", Away);

        Assert.Empty(team.Asked("1"));
    }

    [Fact]
    public void A_lead_may_assign_while_presence_is_unconfirmed()
    {
        var team = new TeamHarness("joe");
        team.Add("one", "1");

        Assert.Null(team.Do(new AssignTask(new("1"), TeamHarness.Contact("joe"))).Refusal);
        Assert.Equal("joe", team.WorkerOf("1"));
    }

    [Fact]
    public void Reports_that_are_older_than_what_is_known_are_dropped()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Away));
        var position = team.State.Position;

        var repeated = team.Do(new ReportPresence(team.Epoch, 1, team.Time.Elapsed, TeamHarness.Told([("ann", Available)])));
        team.Do(new OpenPresenceSource());
        team.Do(new ReportPresence(team.Epoch - 1, 100, team.Time.Elapsed, TeamHarness.Told([("ann", Available)])));

        Assert.Null(repeated.Refusal);
        Assert.Equal(position + 1, team.State.Position);
        Assert.Equal(Away, team.State.Roster.Find(new("ann@example.com"))!.State);
    }

    [Fact]
    public void A_source_that_was_not_opened_is_refused()
    {
        var team = new TeamHarness("ann");

        var outcome = team.Do(new ReportPresence(team.Epoch + 1, 1, null, TeamHarness.Told([("ann", Available)])));

        Assert.Equal("source-unopened", outcome.Refusal?.Code);
    }

    [Fact]
    public void After_the_clock_was_set_back_a_later_fetch_still_confirms()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        team.Lose();
        team.Step(TimeSpan.FromHours(-1));

        team.Fetch(("ann", Available));
        team.Pass(1);
        team.Fetch(("ann", Available));

        Assert.Equal("ann", team.Add("one").WorkerName);
    }

    [Fact]
    public void A_fetch_confirms_only_those_whom_it_tells_of()
    {
        var team = new TeamHarness("ann", "bob");
        team.Fetch(("bob", Available));

        Assert.Equal("bob", team.Add("one").WorkerName);
        Assert.Equal(PresenceState.Unknown, team.State.Roster.Find(new("ann@example.com"))!.State);
    }

    private static TaskState TaskStateOf(TeamHarness team) => team.Add("task", "t").State;
}
