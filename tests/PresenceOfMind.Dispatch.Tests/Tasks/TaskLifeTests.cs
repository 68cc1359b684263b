using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Tasks;

public sealed class TaskLifeTests
{
    private static readonly QueueSettings Plain = new() { Name = new("q") };

    [Fact]
    public void A_wrap_up_holds_its_units_until_it_is_over_or_finished()
    {
        var team = TeamHarness.ForQueue(Plain with { WrapUpSeconds = 60, Outcomes = ["solved", "given up"] }, "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        team.Add("three", "3");
        team.Refused(new CompleteTask(new("1")), "invalid-field");
        team.Refused(new CompleteTask(new("1"), "lost"), "invalid-field");

        team.Done(new CompleteTask(new("1"), "solved", "It was\nthe cable."));
        Assert.Equal(
            (TaskState.WrappingUp, "solved", "It was\nthe cable."),
            (team.Task("1").State, team.Task("1").Outcome, team.Task("1").Notes[0].Text));
        Assert.Null(team.WorkerOf("2"));
        team.Let(60);
        Assert.Equal((TaskState.Completed, "ann"), (team.Task("1").State, team.WorkerOf("2")));

        team.Done(new CompleteTask(new("2"), "solved"));
        team.Done(new FinishWrapUp(new("2")));
        Assert.Equal("ann", team.WorkerOf("3"));
        team.Refused(new FinishWrapUp(new("2")), "task-ended");
    }

    [Fact]
    public void A_held_task_frees_its_room_and_is_resumed_only_where_there_is_room()
    {
        var team = TeamHarness.ForQueue(Plain, "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        team.Done(new HoldTask(new("1")));
        Assert.Equal("ann", team.WorkerOf("2"));

        team.Refused(new ResumeTask(new("1")), "no-room");
        team.Refused(new CompleteTask(new("1")), "task-on-hold");
        team.Done(new CompleteTask(new("2")));
        team.Done(new ResumeTask(new("1")));

        Assert.Equal((TaskState.Assigned, 1), (team.Task("1").State, team.Person("ann").Used));
    }

    [Fact]
    public void A_returned_task_keeps_its_place_and_does_not_come_back_at_once()
    {
        var team = TeamHarness.ForQueue(Plain, "ann", "bob");
        team.Here("ann");
        team.Add("one", "1");
        team.Let(5);
        team.Add("two", "2");
        team.Done(new ReturnTask(new("1"), "not mine"));
        Assert.Equal("ann", team.WorkerOf("2"));
        Assert.Equal(TaskState.Waiting, team.Task("1").State);

        team.Add("three", "3");
        team.Here("bob");
        Assert.Equal("bob", team.WorkerOf("1"));
    }

    [Fact]
    public void A_task_is_transferred_to_a_worker_who_alone_gets_it()
    {
        var team = TeamHarness.ForQueue(Plain, "ann", "bob", "cid");
        team.Fetch(("ann", Available), ("bob", Busy), ("cid", Available));
        team.Add("one", "1");
        team.Done(new TransferTask(new("1"), Worker: new("bob@example.com")));
        Assert.Null(team.WorkerOf("1"));
        Assert.Equal(0, team.Person("ann").Used);
        team.Change("bob", Available);

        Assert.Equal("bob", team.WorkerOf("1"));
        team.Refused(new TransferTask(new("1"), Worker: new("bob@example.com")), "worker-has-it");
        team.Refused(new TransferTask(new("1"), Worker: new("eve@example.com")), "worker-unknown");
        team.Refused(new TransferTask(new("1")), "invalid-field");
    }

    [Fact]
    public void A_task_is_transferred_to_a_queue_whose_workers_get_it()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann"), TeamHarness.Worker("bob") with { Tier = 2 }],
            Queues =
            [
                new() { Name = new("first") },
                new() { Name = new("second"), Workers = new() { Attribute = "tier", Value = AttributeValue.Number(2) } },
            ],
        });
        team.Here("ann", "bob");
        team.Add("one", "1");
        Assert.Equal("ann", team.WorkerOf("1"));

        team.Done(new TransferTask(new("1"), Queue: new("second")));
        Assert.Equal(("bob", "second"), (team.WorkerOf("1"), team.Task("1").Queue.Name.Value));
    }

    [Fact]
    public void A_waiting_task_is_claimed_only_where_the_queue_allows_it_and_the_person_is_able()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues = [new() { Name = new("open"), Claim = true }, new() { Name = new("closed") }],
        });
        team.Add("1", new TaskSpec { Queue = new("closed") });
        team.Add("2", new TaskSpec { Queue = new("open") });
        team.Add("3", new TaskSpec { Queue = new("open"), Excluded = [new("ann@example.com")] });
        Assert.Contains("not confirmed", team.Refused(new ClaimTask(new("2"), new("ann@example.com")), "not-able").Detail, StringComparison.Ordinal);

        team.Here("ann");
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Refused(new ClaimTask(new("1"), new("ann@example.com")), "claim-not-allowed");
        team.Refused(new ClaimTask(new("2"), new("ann@example.com")), "not-able");
        team.Done(new HoldTask(new("1")));
        Assert.Equal("ann", team.WorkerOf("2"));
        team.Refused(new ClaimTask(new("3"), new("ann@example.com")), "not-able");
    }

    [Fact]
    public void Whoever_is_asked_may_claim_instead()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering() with { Claim = true }, "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Done(new ClaimTask(new("1"), new("ann@example.com")));

        Assert.Equal("ann", team.WorkerOf("1"));
        Assert.Equal(1, team.Person("ann").Used);
    }

    [Fact]
    public void By_force_a_task_goes_to_whoever_has_room_able_or_not()
    {
        var team = TeamHarness.ForQueue(Plain, "ann", "bob");
        team.Fetch(("ann", Available), ("bob", Dnd));
        team.Add("one", "1");
        team.Done(new AssignTask(new("1"), new("bob@example.com")));
        Assert.Equal(("bob", 0), (team.WorkerOf("1"), team.Person("ann").Used));

        team.Add("two", "2");
        team.Refused(new AssignTask(new("2"), new("bob@example.com")), "no-room");
        Assert.Equal(AssignmentMethod.Forced, team.Events<TaskAssigned>().ElementAt(1).How);
    }

    [Fact]
    public void A_completed_task_is_reopened_for_a_time_and_its_former_worker_comes_first()
    {
        var team = TeamHarness.ForQueue(Plain with { ReopenSeconds = 3600 }, "ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", "1");
        team.Done(new CompleteTask(new("1")));
        team.Let(60);
        team.Add("two", "2");
        team.Done(new CompleteTask(new("2")));

        // ann has been idle for less long than bob, who would be next.
        team.Done(new ReopenTask(new("1")));
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Done(new CompleteTask(new("1")));
        team.Change("ann", Away);
        team.Done(new ReopenTask(new("1")));
        Assert.Equal("bob", team.WorkerOf("1"));
        team.Done(new CompleteTask(new("1")));
        team.Let(3600);
        team.Refused(new ReopenTask(new("1")), "reopen-too-late");
    }

    [Fact]
    public void A_task_whose_queue_is_gone_or_takes_no_more_is_not_reopened()
    {
        var team = new TeamHarness(
            new TeamSettings { Workers = TeamHarness.Workers("ann", "bob"), Queues = [Plain, Plain with { Name = new("spare") }] });
        team.Here("ann", "bob");
        team.Add("1", new TaskSpec { Queue = new("spare") });
        team.Add("2", new TaskSpec { Queue = new("spare") });
        team.Done(new CompleteTask(new("1")));
        team.Done(new RemoveQueue(new("spare"), Drain: true));
        team.Refused(new ReopenTask(new("1")), "queue-gone");
        team.Done(new CompleteTask(new("2")));

        Assert.Null(team.State.Parts.Queues.Find(new("spare")));
        team.Refused(new ReopenTask(new("2")), "queue-gone");
        team.Done(new PutQueue(Plain with { Name = new("spare") }));
        team.Done(new ReopenTask(new("2")));
        Assert.Equal("bob", team.WorkerOf("2"));
    }

    [Fact]
    public void A_task_begins_not_before_its_time_and_expires_at_its_deadline()
    {
        var team = TeamHarness.ForQueue(Plain, "ann");
        team.Add("1", new TaskSpec { NotBefore = team.Now.AddMinutes(5), Deadline = team.Now.AddMinutes(10) });
        team.Add("2", new TaskSpec { NotBefore = team.Now.AddMinutes(5) });
        Assert.Equal(TaskState.Scheduled, team.Task("1").State);
        team.Let(300);
        Assert.Equal(TaskState.Waiting, team.Task("1").State);
        Assert.Equal(team.Now, team.Task("1").QueuedAt);
        team.Let(300);

        Assert.Equal((TaskState.Expired, TaskState.Waiting), (team.Task("1").State, team.Task("2").State));
        Assert.Equal("deadline", team.Do(new AddTask(new("3"), "late", null) { Spec = new TaskSpec { Deadline = team.Now } }).Refusal?.Field);
    }

    [Fact]
    public void A_deadline_that_passed_while_nobody_looked_goes_before_giving()
    {
        var team = TeamHarness.ForQueue(Plain, "ann");
        team.Add("1", new TaskSpec { Deadline = team.Now.AddMinutes(1) });
        team.Pass(61);
        team.Here("ann");

        Assert.Equal(TaskState.Expired, team.Task("1").State);
    }

    [Fact]
    public void A_version_that_is_no_longer_the_tasks_is_refused()
    {
        var team = TeamHarness.ForQueue(Plain, "ann");
        var version = team.Add("one", "1").Version;
        team.Done(new AddNote(new("1"), "hello") { By = "lead" });

        Assert.Equal(RefusalKind.Stale, team.Do(new CancelTask(new("1")) { Expected = new([$"{version}"]) }).Refusal?.Kind);
        Assert.Equal("lead", team.Task("1").Notes[0].By);
        team.Done(new CancelTask(new("1")) { Expected = new([$"{version}", $"{team.Task("1").Version}"]) });
    }

    [Fact]
    public void Ended_tasks_leave_the_state_after_the_time_in_which_they_can_be_reopened()
    {
        var team = TeamHarness.ForQueue(Plain with { ReopenSeconds = 2 * 86_400 }, "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        team.Done(new CompleteTask(new("1")));
        team.Done(new CancelTask(new("2")));
        team.Let(86_400);
        Assert.Null(team.Task("2"));
        Assert.NotNull(team.Task("1"));
        team.Let(86_400);

        Assert.Null(team.Task("1"));
    }
}
