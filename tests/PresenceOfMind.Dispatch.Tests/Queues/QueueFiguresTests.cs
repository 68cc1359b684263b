using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Queues;

public sealed class QueueFiguresTests
{
    private readonly TeamHarness _team = TeamHarness.ForQueue(
        new QueueSettings { Name = new("help"), ServiceLevel = new() { Seconds = 20, Percent = 80 } },
        "ann",
        "bob");

    private QueueFigures Figures => QueueFigures.Compute(_team.State, _team.State.Parts.Queues.Find(new("help"))!, _team.Time);

    [Fact]
    public void The_service_level_counts_what_was_taken_in_time_today()
    {
        Assert.Null(Figures.ServiceLevelPercent);
        _team.Add("one", "one");
        _team.Pass(30);
        _team.Here("ann");
        Assert.Equal((1, 0), (Figures.TakenToday, Figures.ServiceLevelPercent));
        _team.Done(new CompleteTask(new("one")));
        _team.Add("two", "two");
        Assert.Equal((2, 50), (Figures.TakenToday, Figures.ServiceLevelPercent));
        _team.Let(TimeSpan.FromDays(1).TotalSeconds);
        Assert.Equal((0, null), (Figures.TakenToday, Figures.ServiceLevelPercent));
    }

    [Fact]
    public void A_task_that_came_now_waits_as_long_as_lately_and_not_at_all_where_somebody_is_able()
    {
        _team.Add("one", "one");
        Assert.Equal((1, 0, null), (Figures.Waiting, Figures.Able, Figures.ExpectedWaitSeconds));
        _team.Pass(40);
        _team.Here("ann");
        Assert.Equal((0, 0, 40), (Figures.Waiting, Figures.Able, Figures.ExpectedWaitSeconds));
        _team.Change("bob", PresenceState.Available);
        _team.Here("ann", "bob");
        Assert.Equal((1, 0), (Figures.Able, Figures.ExpectedWaitSeconds));
    }

    [Fact]
    public void What_ended_or_waits_too_long_without_being_taken_lowers_the_service_level_and_what_is_within_its_time_does_not_count()
    {
        _team.Here("ann");
        _team.Add("one", "taken");
        _team.Add("two", "cancelled");
        _team.Add("three", "short");
        _team.Add("four", "waits");
        Assert.Equal((1, 100, 0), (Figures.TakenToday, Figures.ServiceLevelPercent, Figures.WaitingTooLong));

        _team.Pass(20);
        _team.Done(new CancelTask(new("short")));
        Assert.Equal((100, 0, 1, 0), (Figures.ServiceLevelPercent, Figures.LostToday, Figures.ShortAbandonsToday, Figures.WaitingTooLong));

        _team.Pass(1);
        Assert.Equal((33, 2), (Figures.ServiceLevelPercent, Figures.WaitingTooLong));
        _team.Done(new CancelTask(new("cancelled")));
        Assert.Equal((33, 1, 1, 1), (Figures.ServiceLevelPercent, Figures.LostToday, Figures.ShortAbandonsToday, Figures.WaitingTooLong));

        _team.Done(new CompleteTask(new("taken")));
        Assert.Equal((2, 33, 0), (Figures.TakenToday, Figures.ServiceLevelPercent, Figures.WaitingTooLong));
        _team.Done(new CompleteTask(new("waits")));
        _team.Let(TimeSpan.FromDays(1).TotalSeconds);
        Assert.Equal((0, 0, 0, null), (Figures.TakenToday, Figures.LostToday, Figures.ShortAbandonsToday, Figures.ServiceLevelPercent));
    }

    [Fact]
    public void What_expires_too_late_counts_as_not_taken_in_time()
    {
        _team.Here("ann");
        _team.Add("one", "taken");
        for (var i = 0; i < 8; i++)
        {
            _team.Add($"t{i}", new TaskSpec { Deadline = _team.Now.AddSeconds(60) });
        }

        _team.Let(60);
        Assert.Equal((1, 8, 11), (Figures.TakenToday, Figures.LostToday, Figures.ServiceLevelPercent));
    }

    [Fact]
    public void Only_the_first_time_that_a_task_is_taken_counts_and_the_clock_begins_when_it_was_to_begin()
    {
        _team.Here("ann");
        _team.Add("later", new TaskSpec { NotBefore = _team.Now.AddSeconds(600) });
        _team.Done(new CancelTask(_team.Add("never", new TaskSpec { NotBefore = _team.Now.AddSeconds(900) }).Id));
        _team.Let(600);
        Assert.Equal((1, 100, 0), (Figures.TakenToday, Figures.ServiceLevelPercent, Figures.ShortAbandonsToday));

        _team.Done(new ReturnTask(new("later")));
        _team.Let(100);
        Assert.Equal((1, 100, 0), (Figures.TakenToday, Figures.ServiceLevelPercent, Figures.WaitingTooLong));
        _team.Done(new CompleteTask(new("later")));
        _team.Done(new ReopenTask(new("later")));
        Assert.Equal((1, 100), (Figures.TakenToday, Figures.ServiceLevelPercent));
    }
}
