using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Queues;

/// <summary>Nobody is promised a wait that nobody can keep.</summary>
public sealed class WaitForecastTests
{
    /// <summary>Zoe alone speaks Greek; in the last half a minute three tasks were taken, one every three seconds.</summary>
    private readonly TeamHarness _team = new(new TeamSettings
    {
        Workers =
        [
            .. TeamHarness.Workers("ann", "bob", "cid"),
            TeamHarness.Worker("zoe") with { Skills = new Dictionary<string, int> { ["greek"] = 50 } },
        ],
    });

    private static readonly TaskSpec Greek = new() { Skills = [new() { Name = "greek" }] };

    public WaitForecastTests()
    {
        _team.Here("ann", "bob", "cid", "zoe");
        _team.Add("greek", Greek);
        Assert.Equal("zoe", _team.WorkerOf("greek"));
        foreach (var id in (string[])["1", "2", "3", "4", "5", "6"])
        {
            _team.Add(id, id);
        }

        foreach (var id in (string[])["1", "2", "3"])
        {
            _team.Pass(3);
            _team.Done(new CompleteTask(new(id)));
        }
    }

    [Fact]
    public void A_task_that_only_a_busy_specialist_can_do_is_not_promised_the_pace_of_the_others_and_its_wait_grows()
    {
        _team.Pass(100);
        _team.Done(new CompleteTask(new("4")));
        _team.Add("more", Greek);
        var first = Wait("more");
        Assert.InRange(first!.Value, 100, 200);
        _team.Pass(60);
        Assert.InRange(Wait("more")!.Value, first.Value + 59, first.Value + 61);
        _team.Pass(3600);
        Assert.True(Wait("more") > 3600);
    }

    [Fact]
    public void A_wait_never_shrinks_while_nothing_moves()
    {
        _team.Add("7", "7");
        _team.Add("more", Greek);
        foreach (var id in (string[])["7", "more"])
        {
            var last = -1L;
            for (var i = 0; i < 20; i++)
            {
                _team.Pass(7);
                var now = Wait(id)!.Value;
                Assert.True(now >= last, $"{id}: {last} s became {now} s");
                last = now;
            }

            Assert.True(last > 100);
        }
    }

    [Fact]
    public void Where_nobody_who_could_take_it_is_in_sight_no_wait_is_promised_and_the_reason_is_said()
    {
        _team.Add("more", Greek);
        Assert.NotNull(Wait("more"));

        _team.Change("zoe", PresenceState.Unavailable);
        AssertNone("more", "No worker who could take it is in sight: of 4 people, 1 is not available, 3 lack a skill.");
        _team.Change("zoe", PresenceState.Busy);
        Assert.NotNull(Wait("more"));

        _team.Done(new PauseWorker(new("zoe@example.com"), "break"));
        AssertNone("more", "No worker who could take it is in sight: of 4 people, 1 is paused, 3 lack a skill.");
        _team.Done(new UnpauseWorker(new("zoe@example.com")));
        _team.Done(new DrainWorker(new("zoe@example.com")));
        AssertNone("more", "No worker who could take it is in sight: of 4 people, 1 is draining, 3 lack a skill.");

        _team.Add("nobody", new TaskSpec { Skills = [new() { Name = "latin" }] });
        AssertNone("nobody", "No worker who could take it is in sight: of 4 people, 4 lack a skill.");
        _team.Add("site", new TaskSpec { Labels = [new() { Key = "site", Value = "Lyon" }] });
        AssertNone("site", "No worker who could take it is in sight: of 4 people, 4 lack a label.");
        _team.Add("excluded", new TaskSpec { Excluded = [.. ((string[])["ann", "bob", "cid", "zoe"]).Select(TeamHarness.Contact)] });
        AssertNone("excluded", "No worker who could take it is in sight: of 4 people, 4 are excluded by the task.");
        _team.Add("large", new TaskSpec { Units = 5 });
        AssertNone("large", "No worker who could take it is in sight: of 4 people, 4 have no free capacity.");

        _team.Lose();
        AssertNone("more", "No worker who could take it is in sight: of 4 people, 1 has no confirmed presence, 3 lack a skill.");
        Assert.Equal("No worker who could take it is in sight: of 4 people, 4 have no confirmed presence.", Figures.NoExpectedWaitBecause);
        Assert.Null(Figures.ExpectedWaitSeconds);
    }

    [Fact]
    public void While_all_who_may_take_it_rest_after_it_it_waits_at_least_until_the_first_may_be_asked_again()
    {
        _team.Done(new CompleteTask(new("greek")));
        _team.Add("more", Greek);
        Assert.Equal("zoe", _team.WorkerOf("more"));
        _team.Done(new ReturnTask(new("more")));
        Assert.InRange(Wait("more")!.Value, 60, 61);
    }

    [Fact]
    public void Before_anything_was_measured_no_wait_is_promised_but_where_somebody_is_free()
    {
        var team = new TeamHarness("ann");
        team.Here("ann");
        Assert.Equal((0, null), (FiguresOf(team).ExpectedWaitSeconds, FiguresOf(team).NoExpectedWaitBecause));
        team.Add("one", "one");
        Assert.Equal(
            (null, "Nothing is measured yet: no waiting task of queue default has been taken so far."),
            (FiguresOf(team).ExpectedWaitSeconds, FiguresOf(team).NoExpectedWaitBecause));
    }

    private QueueFigures Figures => FiguresOf(_team);

    private static QueueFigures FiguresOf(TeamHarness team) =>
        QueueFigures.Compute(team.State, team.State.Parts.Queues.Find(new("default"))!, team.Time);

    private long? Wait(string id) => TaskView.From(_team.State, _team.Task(id), _team.Time).ExpectedWaitSeconds;

    private void AssertNone(string id, string because)
    {
        var view = TaskView.From(_team.State, _team.Task(id), _team.Time);
        Assert.Equal((null, because), (view.ExpectedWaitSeconds, view.NoExpectedWaitBecause));
    }
}
