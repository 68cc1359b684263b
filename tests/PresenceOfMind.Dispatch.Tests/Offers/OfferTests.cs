using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Offers;

public sealed class OfferTests
{
    [Fact]
    public void Whoever_accepts_before_the_deadline_has_the_task()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "1");
        Assert.Equal(TaskState.Offered, team.Task("1").State);

        team.Pass(29.999);
        Assert.Null(team.Accept("1", "ann").Refusal);
        Assert.Equal((TaskState.Assigned, "ann"), (team.Task("1").State, team.WorkerOf("1")));
    }

    [Fact]
    public void An_accept_at_the_deadline_is_refused_although_no_timer_fired()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Pass(30);

        var refused = team.Accept("1", "ann").Refusal!;

        Assert.Equal("offer-ended", refused.Code);
        Assert.Contains("too late", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(OfferEnd.TimedOut, Assert.Single(team.Events<OfferEnded>()).How);
        Assert.Equal(TaskState.Waiting, team.Task("1").State);
    }

    [Fact]
    public void An_offer_ends_once_and_the_same_answer_again_gets_the_first_outcome()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", "1");
        team.Decline("1", "ann");
        team.Accept("1", "bob");
        var position = team.State.Position;

        Assert.Null(team.Decline("1", "ann").Refusal);
        Assert.Null(team.Accept("1", "bob").Refusal);
        Assert.Equal("offer-ended", team.Accept("1", "ann").Refusal?.Code);
        Assert.Equal("offer-ended", team.Decline("1", "bob").Refusal?.Code);
        Assert.Equal("offer-unknown", team.Accept("1", "cid").Refusal?.Code);
        Assert.Equal(position, team.State.Position);
    }

    [Fact]
    public void A_pair_rests_after_a_decline_so_that_one_person_alone_is_not_asked_in_a_circle()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Decline("1", "ann");

        team.Let(59.9);
        Assert.Empty(team.Asked("1"));
        Assert.Single(team.Events<TaskOffered>());
        team.Let(0.2);
        Assert.Equal(["ann"], team.Asked("1"));
    }

    [Fact]
    public void Who_rests_from_one_task_takes_another()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        team.Decline("1", "ann");

        Assert.Equal(["ann"], team.Asked("2"));
    }

    [Fact]
    public void Three_offers_in_a_row_that_time_out_pause_and_an_answer_resets_the_count()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(10), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        team.Add("three", "3");
        team.Let(25);
        Assert.Equal(2, team.Person("ann").Timeouts);
        team.Decline("3", "ann");
        Assert.Equal(0, team.Person("ann").Timeouts);

        team.Let(300);
        Assert.Equal((PauseCause.NoAnswer, CauseWords.NoAnswer), (team.Person("ann").PauseCause, CauseWords.Pause(team.Person("ann"))));
        Assert.Equal(5, team.Events<OfferEnded>().Count(e => e.How == OfferEnd.TimedOut));
        team.Done(new UnpauseWorker(new("ann@example.com")));
        Assert.Equal(0, team.Person("ann").Timeouts);
    }

    [Fact]
    public void Offers_to_several_go_to_the_first_who_accepts_and_do_not_count_as_unanswered()
    {
        var queue = TeamHarness.Offering(10) with { Strategy = new() { Name = "offer-to-several", Count = 2 } };
        var team = TeamHarness.ForQueue(queue, "ann", "bob", "cid");
        team.Here("ann", "bob", "cid");
        team.Add("one", "1");
        Assert.Equal(["ann", "bob"], team.Asked("1"));

        team.Let(10);
        Assert.Equal([0, 0], [team.Person("ann").Timeouts, team.Person("bob").Timeouts]);
        Assert.Equal(["cid", "ann"], team.Asked("1"));
        team.Let(10);
        Assert.Equal(["bob", "ann"], team.Asked("1").OrderDescending());
        team.Accept("1", "bob");

        Assert.Equal("bob", team.WorkerOf("1"));
        Assert.Empty(team.Asked("1"));
        Assert.Equal(0, team.Person("ann").Used);
        Assert.Equal("offer-ended", team.Accept("1", "ann").Refusal?.Code);
    }

    [Fact]
    public void One_more_is_asked_at_each_interval()
    {
        var queue = TeamHarness.Offering(60) with { Strategy = new() { Name = "offer-to-ever-more", Count = 3, EverySeconds = 10 } };
        var team = TeamHarness.ForQueue(queue, "ann", "bob", "cid", "dan");
        team.Here("ann", "bob", "cid", "dan");
        team.Add("one", "1");
        Assert.Equal(["ann"], team.Asked("1"));
        team.Let(10);
        Assert.Equal(["ann", "bob"], team.Asked("1"));
        team.Let(40);
        Assert.Equal(["ann", "bob", "cid"], team.Asked("1"));
    }

    [Fact]
    public void An_open_offer_holds_its_units_and_is_withdrawn_when_the_person_is_no_longer_able()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "1");
        team.Add("two", "2");
        Assert.Equal(1, team.Person("ann").Used);
        Assert.Empty(team.Asked("2"));

        team.Change("ann", Busy);

        Assert.Equal(OfferEnd.Withdrawn, Assert.Single(team.Events<OfferEnded>()).How);
        Assert.Equal(0, team.Person("ann").Used);
        team.Change("ann", Available);
        Assert.Equal(["ann"], team.Asked("2"));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("drain")]
    [InlineData("skill")]
    public void An_open_offer_is_withdrawn_whatever_rule_refuses_now(string how)
    {
        var ann = TeamHarness.Worker("ann") with { Skills = new Dictionary<string, int> { ["french"] = 50 } };
        var team = new TeamHarness(new TeamSettings { Workers = [ann], Queues = [TeamHarness.Offering()] });
        team.Here("ann");
        team.Add("1", new TaskSpec { Skills = [new() { Name = "french" }] });
        Assert.Equal(["ann"], team.Asked("1"));

        _ = how switch
        {
            "pause" => team.Done(new PauseWorker(new("ann@example.com"), "break")),
            "drain" => team.Done(new DrainWorker(new("ann@example.com"))),
            _ => team.Done(new PutWorker(TeamHarness.Worker("ann"))),
        };

        Assert.Equal(OfferEnd.Withdrawn, Assert.Single(team.Events<OfferEnded>()).How);
        Assert.Equal(TaskState.Waiting, team.Task("1").State);
    }

    [Fact]
    public void The_preferred_are_waited_for_and_then_others_are_asked()
    {
        var queue = new QueueSettings { Name = new("q"), Strategy = new() { Name = "preferred-first", PreferSeconds = 60 } };
        var team = TeamHarness.ForQueue(queue, "ann", "bob");
        team.Fetch(("ann", Available), ("bob", Busy));
        team.Add("1", new TaskSpec { Preferred = [new("Bob@example.com")] });
        team.Add("2", new TaskSpec { Preferred = [new("bob@example.com")] });
        Assert.Null(team.WorkerOf("1"));
        team.Let(30);
        team.Change("bob", Available);
        Assert.Equal("bob", team.WorkerOf("1"));
        team.Let(30);
        Assert.Equal("ann", team.WorkerOf("2"));
    }
}
