using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Queues;

public sealed class QueueFiguresTests
{
    private readonly TeamBench _team = TeamBench.Of(new QueueSettings { Name = "help", ServiceLevel = new() { Seconds = 20, Percent = 80 } }, "ann", "bob");

    private QueueFigures Figures => QueueFigures.Of(_team.State, _team.State.Parts.Queues.Find("help")!, _team.Time);

    [Fact]
    public void The_service_level_counts_what_was_taken_in_time_today()
    {
        Assert.Null(Figures.ServiceLevelPercent);
        _team.Add("one", "one");
        _team.Pass(30);
        _team.Here("ann");
        Assert.Equal((1, 0), (Figures.TakenToday, Figures.ServiceLevelPercent));
        _team.Done(new CompleteTask("one"));
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
}
