using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Tests.Workers;

/// <summary>What brought something about is a value of its own; a text that somebody wrote is never taken for it.</summary>
public sealed class PauseCauseTests
{
    [Theory]
    [InlineData("no-answer")]
    [InlineData(CauseWords.NoAnswer)]
    public void A_reason_that_somebody_wrote_is_shown_as_it_is_and_is_no_cause(string reason)
    {
        var team = new TeamHarness("ann");
        team.Here("ann");
        team.Done(new PauseWorker(new("ann@example.com"), reason));

        var view = WorkerView.From(team.State, team.Person("ann"));
        Assert.Equal((PauseCause.Person, reason, $"Is paused: {reason}."), (view.PauseCause, view.PausedBecause, view.NotAbleBecause));
    }

    [Fact]
    public void Whoever_the_team_has_paused_may_be_paused_by_a_person_with_the_same_words()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(10), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Let(300);
        Assert.Equal(PauseCause.NoAnswer, team.Person("ann").PauseCause);

        team.Done(new PauseWorker(new("ann@example.com"), CauseWords.NoAnswer));
        Assert.Equal(PauseCause.Person, team.Person("ann").PauseCause);
        team.Done(new UnpauseWorker(new("ann@example.com")));
        Assert.Null(team.Person("ann").PauseCause);
    }

    [Theory]
    [InlineData("no-answer", 3, PauseCause.NoAnswer)]
    [InlineData("no-answer", 0, PauseCause.Person)]
    [InlineData("break", 3, PauseCause.Person)]
    public void A_pause_of_the_first_releases_is_read(string reason, int timeouts, PauseCause cause)
    {
        Assert.Equal(cause, PauseCauses.Read(null, reason, timeouts));
        Assert.Equal(PauseCause.Person, PauseCauses.Read(PauseCause.Person, reason, timeouts));
    }

    [Fact]
    public void A_snapshot_keeps_causes()
    {
        var team = new TeamHarness("ann", "bob");
        team.Done(new PauseWorker(new("ann@example.com"), "no-answer"));
        team.Add("one", "one");
        team.Done(new CancelTask(new("one"), "deadline"));

        var read = TeamSnapshot.Read(TeamSnapshot.Write(team.State));
        Assert.Equal(PauseCause.Person, read.Roster.Find(new("ann@example.com"))!.PauseCause);
        Assert.Null(read.Roster.Find(new("bob@example.com"))!.PauseCause);
        Assert.Equal(TaskEndCause.Cancelled, read.Tasks.Find(new("one"))!.EndCause);
    }

    [Fact]
    public void A_task_says_what_ended_it_whatever_reason_was_given()
    {
        var team = new TeamHarness("ann");
        team.Add("one", "one");
        team.Done(new CancelTask(new("one"), "deadline"));
        team.Add("two", new TaskSpec { Deadline = team.Now.AddSeconds(5) });
        team.Let(6);

        Assert.Equal((TaskEndCause.Cancelled, "deadline"), (View("one").EndCause, View("one").EndReason));
        Assert.Equal((TaskEndCause.Deadline, "deadline"), (View("two").EndCause, View("two").EndReason));
        TaskView View(string id) => TaskView.From(team.State, team.Task(id), team.Time);
    }

    [Theory]
    [InlineData(TaskState.Expired, "deadline", TaskEndCause.Deadline)]
    [InlineData(TaskState.Expired, "waited", TaskEndCause.Waited)]
    [InlineData(TaskState.Cancelled, "deadline", TaskEndCause.Cancelled)]
    [InlineData(TaskState.Completed, null, null)]
    public void The_end_of_a_task_that_an_early_release_kept_is_read(TaskState state, string? reason, TaskEndCause? cause) =>
        Assert.Equal(cause, TaskEndCauses.Read(null, state, reason));

    [Fact]
    public void The_cause_stands_in_the_log_as_a_word_of_its_own() =>
        Assert.Equal(
            """{"contact":"ann@example.com","reason":"x","cause":"no-answer"}""",
            EventJson.Write(new WorkerPaused(new("ann@example.com"), "x", PauseCause.NoAnswer)));
}
