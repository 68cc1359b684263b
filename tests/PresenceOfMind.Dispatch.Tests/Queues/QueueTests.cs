using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Queues;

public sealed class QueueTests
{
    private static readonly Uri Hook = new("http://hooks.example.com/full");

    [Fact]
    public void A_full_queue_refuses_sends_on_or_tells_as_it_is_set()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues =
            [
                new() { Name = new("strict"), MaxLength = 1 },
                new() { Name = new("loose"), MaxLength = 1, WhenFull = new() { Action = OverflowAction.Queue, Queue = new("last") } },
                new() { Name = new("last"), MaxLength = 0, WhenFull = new() { Action = OverflowAction.Webhook, Url = Hook } },
            ],
        });
        team.Add("1", new TaskSpec { Queue = new("strict") });
        Assert.Equal("queue-full", team.Do(new AddTask(new("2"), "two", null) { Spec = new TaskSpec { Queue = new("strict") } }).Refusal?.Code);
        team.Add("3", new TaskSpec { Queue = new("loose") });
        team.Add("4", new TaskSpec { Queue = new("loose") });

        Assert.Equal("last", team.Task("4").Queue.Name.Value);
        Assert.Equal(("4", Hook, WebhookReason.Full), team.Events<WebhookDue>().Select(e => (e.Id.Value, e.Url, e.Why)).Single());
    }

    [Fact]
    public void A_full_queue_takes_what_somebody_can_take_at_once()
    {
        var team = TeamHarness.ForQueue(new() { Name = new("q"), MaxLength = 0 }, "ann");
        team.Here("ann");

        Assert.Equal("ann", team.Add("one", "1").WorkerName);
        Assert.Equal("queue-full", team.Do(new AddTask(new("2"), "two", null)).Refusal?.Code);
    }

    [Theory]
    [InlineData(OverflowAction.Expire, TaskState.Expired, "q")]
    [InlineData(OverflowAction.Queue, TaskState.Waiting, "other")]
    [InlineData(OverflowAction.Webhook, TaskState.Waiting, "q")]
    public void Who_has_waited_too_long_expires_goes_on_or_is_told_of(OverflowAction action, TaskState state, string queue)
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues =
            [
                new()
                {
                    Name = new("q"),
                    MaxWaitSeconds = 60,
                    WhenWaitedTooLong = new()
                    {
                        Action = action,
                        Queue = action == OverflowAction.Queue ? new("other") : null,
                        Url = action == OverflowAction.Webhook ? Hook : null,
                    },
                },
                new() { Name = new("other") },
            ],
        });
        team.Add("one", "1");
        var came = team.Now;
        team.Let(59);
        Assert.Equal((TaskState.Waiting, "q"), (team.Task("1").State, team.Task("1").Queue.Name.Value));
        team.Let(300);

        Assert.Equal((state, queue), (team.Task("1").State, team.Task("1").Queue.Name.Value));
        Assert.Equal(came, team.Task("1").QueuedAt);
        Assert.Equal(action == OverflowAction.Webhook ? 1 : 0, team.Events<WebhookDue>().Count());
    }

    [Fact]
    public void Where_nobody_is_working_the_queues_rule_is_followed_and_busy_people_are_working()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues =
            [
                new() { Name = new("q"), WhenNobodyWorks = new() { Action = OverflowAction.Queue, Queue = new("night") } },
                new() { Name = new("night"), WhenNobodyWorks = new() { Action = OverflowAction.Webhook, Url = Hook } },
            ],
        });
        team.Add("one", "1");
        Assert.Equal("q", team.Task("1").Queue.Name.Value);
        team.Fetch(("ann", Busy));
        Assert.Equal("q", team.Task("1").Queue.Name.Value);
        team.Change("ann", Unavailable);

        Assert.Equal("night", team.Task("1").Queue.Name.Value);
        Assert.Equal(WebhookReason.NobodyWorks, Assert.Single(team.Events<WebhookDue>()).Why);
        team.Add("two", "2");
        Assert.Equal("night", team.Task("2").Queue.Name.Value);
    }

    [Fact]
    public void Priorities_go_first_and_grow_by_waiting()
    {
        var team = TeamHarness.ForQueue(new() { Name = new("q"), Ageing = new() { EverySeconds = 60, Most = 3 } }, "ann");
        team.Add("old", new TaskSpec());
        team.Let(59);
        team.Add("high", new TaskSpec { Priority = 1 });
        Assert.Equal(["high", "old"], team.State.Tasks.Waiting.Select(t => t.Id.Value));
        team.Let(1);

        // Now both stand at 1, and the older one came first.
        Assert.Equal(["old", "high"], team.State.Tasks.Waiting.Select(t => t.Id.Value));
        team.Let(600);
        Assert.Equal((3, 4), (team.Task("old").Priority, team.Task("high").Priority));
        Assert.Equal(6, team.Events<TaskAged>().Count());
        team.Here("ann");
        Assert.Equal("ann", team.WorkerOf("high"));
    }

    [Fact]
    public void Whoever_becomes_able_takes_the_first_task_in_order_over_all_queues()
    {
        var team = new TeamHarness(
            new TeamSettings { Workers = TeamHarness.Workers("ann"), Queues = [new() { Name = new("a") }, new() { Name = new("b") }] });
        team.Add("1", new TaskSpec { Queue = new("b") });
        team.Let(1);
        team.Add("2", new TaskSpec { Queue = new("a") });
        team.Add("3", new TaskSpec { Queue = new("a"), Priority = 1 });
        team.Here("ann");
        Assert.Equal("ann", team.WorkerOf("3"));
        team.Done(new CompleteTask(new("3")));
        Assert.Equal("ann", team.WorkerOf("1"));
    }
}
