using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Tasks;

/// <summary>Nobody waits for somebody who will not come.</summary>
public sealed class LeadTests
{
    private static readonly QueueSettings Prefers = new()
    {
        Name = new("calls"),
        Strategy = new() { Name = "preferred-first", By = "longest-idle", PreferSeconds = 600 },
    };

    [Theory]
    [InlineData(PresenceState.Unavailable)]
    [InlineData(PresenceState.Vacation)]
    public void A_preferred_worker_who_does_not_work_holds_nothing(PresenceState state)
    {
        var team = TeamHarness.ForQueue(Prefers, "ann", "bob");
        team.Fetch(("ann", state), ("bob", PresenceState.Available));
        team.Add("one", new TaskSpec { Preferred = [TeamHarness.Contact("ann")] });
        Assert.Equal("bob", team.WorkerOf("one"));
    }

    [Fact]
    public void Somebody_preferred_who_is_no_worker_holds_nothing()
    {
        var team = TeamHarness.ForQueue(Prefers, "bob");
        team.Here("bob");
        team.Add("one", new TaskSpec { Preferred = [TeamHarness.Contact("nobody")] });
        Assert.Equal("bob", team.WorkerOf("one"));
    }

    [Fact]
    public void A_preferred_worker_who_is_busy_is_waited_for_until_going_home()
    {
        var team = TeamHarness.ForQueue(Prefers, "ann", "bob");
        team.Fetch(("ann", PresenceState.Busy), ("bob", PresenceState.Available));
        team.Add("one", new TaskSpec { Preferred = [TeamHarness.Contact("ann")] });
        Assert.Null(team.WorkerOf("one"));
        team.Change("ann", PresenceState.Unavailable);
        Assert.Equal("bob", team.WorkerOf("one"));
    }

    [Fact]
    public void The_only_one_who_declines_is_told_to_the_lead_once()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", new TaskSpec { Named = [TeamHarness.Contact("ann")] });
        team.Decline("one", "ann");
        team.Let(60);
        team.Decline("one", "ann");

        var told = Assert.Single(team.Events<LeadNeeded>());
        Assert.Equal((TeamHarness.Contact("ann"), LeadNeededReason.Declined), (told.Contact, told.Why));
        Assert.Contains("A lead is needed: only ann may take it, and declined it.", team.Because("one"), StringComparison.Ordinal);
        team.Done(new TransferTask(new("one"), Worker: TeamHarness.Contact("bob")));
        Assert.Equal(["bob"], team.Asked("one"));
        Assert.DoesNotContain("lead", team.Because("one"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_one_with_a_skill_who_lets_it_time_out_is_told_and_others_are_not()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers =
            [
                TeamHarness.Worker("ann") with { Skills = new Dictionary<string, int> { ["french"] = 50 } },
                TeamHarness.Worker("bob"),
            ],
            Queues = [TeamHarness.Offering()],
        });
        team.Here("ann");
        team.Add("one", new TaskSpec { Skills = [new() { Name = "french", Level = 40 }] });
        team.Let(31);
        Assert.Equal(LeadNeededReason.TimedOut, Assert.Single(team.Events<LeadNeeded>()).Why);
        team.Add("two", "two");
        team.Let(31);
        Assert.Single(team.Events<LeadNeeded>());
    }

    [Fact]
    public void A_worker_for_whom_alone_tasks_are_named_is_removed_only_where_the_name_is_dropped()
    {
        var team = new TeamHarness("ann", "bob");
        team.Here("bob");
        team.Add("one", new TaskSpec { Named = [TeamHarness.Contact("ann")] });
        team.Add("both", new TaskSpec { Named = [TeamHarness.Contact("ann"), TeamHarness.Contact("bob")] });
        Assert.Contains(
            "alone: one.",
            team.Refused(new RemoveWorker(TeamHarness.Contact("ann")), "worker-named").Detail,
            StringComparison.Ordinal);
        team.Refused(new RemoveWorker(TeamHarness.Contact("ann"), Drain: true), "worker-named");
        team.Refused(new ConfigureTeam(new TeamSettings { Workers = TeamHarness.Workers("bob") }), "worker-named");
        team.Refused(new EraseWorker(TeamHarness.Contact("ann"), "someone"), "worker-named");

        team.Done(new CompleteTask(new("both")));
        team.Done(new RemoveWorker(TeamHarness.Contact("ann"), DropName: true));
        Assert.Equal("bob", team.WorkerOf("one"));
    }

    [Fact]
    public void A_task_that_names_nobody_who_could_have_it_is_told_to_the_lead()
    {
        var team = new TeamHarness("ann");
        team.Here("ann");
        team.Add("one", new TaskSpec { Named = [TeamHarness.Contact("nobody")] });
        Assert.Equal(LeadNeededReason.NobodyNamed, Assert.Single(team.Events<LeadNeeded>()).Why);
        Assert.Contains("it names nobody@example.com, who cannot take it", team.Because("one"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Overflow_drops_names_and_exclusions_that_would_leave_nobody_there(bool isNamed)
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann"), TeamHarness.Worker("bob") with { Tier = 1 }],
            Queues =
            [
                new()
                {
                    Name = new("first"),
                    Workers = Tier(0),
                    MaxWaitSeconds = 30,
                    WhenWaitedTooLong = new() { Action = OverflowAction.Queue, Queue = new("second") },
                },
                new() { Name = new("second"), Workers = Tier(1) },
            ],
        });
        team.Here("bob");
        team.Add("one", new TaskSpec
        {
            Queue = new("first"),
            Named = isNamed ? [TeamHarness.Contact("ann")] : [],
            Excluded = isNamed ? [] : [TeamHarness.Contact("bob")],
        });
        team.Let(31);
        Assert.Equal("bob", team.WorkerOf("one"));
    }

    private static Condition Tier(int tier) => new() { Attribute = "tier", Value = AttributeValue.Number(tier) };
}
