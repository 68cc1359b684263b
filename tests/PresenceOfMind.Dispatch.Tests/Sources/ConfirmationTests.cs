using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Sources;

public sealed class ConfirmationTests
{
    [Fact]
    public void Nobody_gets_work_before_a_fetch_and_everybody_can_see_why()
    {
        var team = new TeamBench("ann");
        team.Change("ann", Available);
        team.Add("one", "1");

        Assert.Null(team.WorkerOf("1"));
        Assert.Contains("Nobody's presence is confirmed", team.Because("1"), StringComparison.Ordinal);
        team.Fetch(("ann", Available));
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void A_fetch_that_began_before_the_source_was_lost_confirms_nothing()
    {
        var team = new TeamBench("ann");
        var began = team.Now;
        team.Pass(1);
        team.Lose();
        team.Do(new ReportPresence(team.Epoch, 9, began, TeamBench.Told([("ann", Available)])));

        Assert.Equal(TaskState.Waiting, TaskStateOf(team));
    }

    [Fact]
    public void A_fetch_after_the_loss_confirms_again()
    {
        var team = new TeamBench("ann");
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
        var team = new TeamBench("ann", "bob");
        team.Fetch(("ann", Available), ("bob", Available));
        team.Add("one", "1");
        team.Do(new LoadTeam());

        Assert.Equal("ann", team.WorkerOf("1"));
        Assert.Equal(TaskState.Waiting, TaskStateOf(team));
    }

    [Fact]
    public void Reports_that_are_older_than_what_is_known_are_dropped()
    {
        var team = new TeamBench("ann");
        team.Fetch(("ann", Away));
        var position = team.State.Position;

        var repeated = team.Do(new ReportPresence(team.Epoch, 1, team.Now, TeamBench.Told([("ann", Available)])));
        team.Do(new OpenSource());
        team.Do(new ReportPresence(team.Epoch - 1, 100, team.Now, TeamBench.Told([("ann", Available)])));

        Assert.Null(repeated.Refusal);
        Assert.Equal(position + 1, team.State.Position);
        Assert.Equal(Away, team.State.Roster.Find("ann@example.com")!.State);
    }

    [Fact]
    public void A_source_that_was_not_opened_is_refused()
    {
        var team = new TeamBench("ann");

        var outcome = team.Do(new ReportPresence(team.Epoch + 1, 1, null, TeamBench.Told([("ann", Available)])));

        Assert.Equal("source-unopened", outcome.Refusal?.Code);
    }

    [Fact]
    public void After_the_clock_was_set_back_a_later_fetch_still_confirms()
    {
        var team = new TeamBench("ann");
        team.Fetch(("ann", Available));
        team.Lose();
        team.Pass(-3600);

        team.Fetch(("ann", Available));
        team.Pass(1);
        team.Fetch(("ann", Available));

        Assert.Equal("ann", team.Add("one").WorkerName);
    }

    [Fact]
    public void A_fetch_confirms_only_those_whom_it_tells_of()
    {
        var team = new TeamBench("ann", "bob");
        team.Fetch(("bob", Available));

        Assert.Equal("bob", team.Add("one").WorkerName);
        Assert.Equal(PresenceState.Unknown, team.State.Roster.Find("ann@example.com")!.State);
    }

    private static TaskState TaskStateOf(TeamBench team) => team.Add("task", "t").State;
}
