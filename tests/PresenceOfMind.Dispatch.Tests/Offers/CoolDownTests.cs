using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Offers;

/// <summary>A pair of task and worker cools down after what the worker did, not after what others did.</summary>
public sealed class CoolDownTests
{
    private static readonly string[] Twelve = [.. Enumerable.Range(1, 12).Select(i => $"p{i}")];

    private static QueueSettings AsksAll =>
        TeamHarness.Offering() with { Strategy = new() { Name = "offer-to-several", By = "longest-idle", Count = 12 } };

    [Fact]
    public void A_task_that_one_of_twelve_accepts_and_returns_is_offered_to_the_other_eleven_at_once()
    {
        var team = TeamHarness.ForQueue(AsksAll, Twelve);
        team.Here(Twelve);
        team.Add("one", "one");
        Assert.Equal(12, team.Asked("one").Count());
        team.Accept("one", "p3");
        team.Done(new ReturnTask(new("one")));

        Assert.Equal(Twelve.Except(["p3"]).Order(), team.Asked("one").Order());
    }

    [Fact]
    public void A_time_out_of_several_at_once_is_nobodys_doing()
    {
        var team = TeamHarness.ForQueue(AsksAll, Twelve);
        team.Here(Twelve);
        team.Add("one", "one");
        team.Let(31);
        Assert.Equal(12, team.Asked("one").Count());
    }

    [Fact]
    public void A_time_out_of_the_only_one_who_was_asked_cools_down_whatever_the_strategy()
    {
        var team = TeamHarness.ForQueue(AsksAll, "ann");
        team.Here("ann");
        team.Add("one", "one");
        team.Let(31);
        Assert.Empty(team.Asked("one"));
        team.Let(60);
        Assert.Equal(["ann"], team.Asked("one"));
    }

    [Fact]
    public void A_lead_who_transfers_a_task_to_whom_it_is_being_offered_is_obeyed_at_once()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", "one");
        Assert.Equal(["ann"], team.Asked("one"));
        team.Done(new TransferTask(new("one"), Worker: TeamHarness.Contact("ann")));
        Assert.Equal(["ann"], team.Asked("one"));
    }

    [Fact]
    public void A_lead_who_names_somebody_who_declined_ends_that_cool_down_and_no_other()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann", "bob");
        team.Here("ann", "bob");
        team.Add("one", "one");
        team.Decline("one", "ann");
        team.Decline("one", "bob");
        Assert.Empty(team.Asked("one"));
        team.Done(new TransferTask(new("one"), Worker: TeamHarness.Contact("ann")));

        Assert.Equal(["ann"], team.Asked("one"));
        Assert.Equal(TeamHarness.Contact("bob"), Assert.Single(team.Task("one").Rests).Contact);
    }

    [Fact]
    public void A_lead_who_assigns_by_force_ends_the_cool_down()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "one");
        team.Decline("one", "ann");
        team.Done(new AssignTask(new("one"), TeamHarness.Contact("ann")));
        Assert.Equal("ann", team.WorkerOf("one"));
        Assert.False(team.Task("one").HasRests);
    }

    [Fact]
    public void A_lead_who_takes_a_task_away_from_somebody_starts_no_cool_down_but_a_worker_who_passes_it_on_does()
    {
        var team = TeamHarness.ForQueue(new() { Name = new("calls") }, "ann");
        team.Here("ann");
        team.Add("one", "one");
        team.Done(new TransferTask(new("one"), Queue: new("calls")) { By = "lead" });
        Assert.Equal("ann", team.WorkerOf("one"));
        team.Done(new TransferTask(new("one"), Queue: new("calls")) { By = TeamHarness.Contact("ann").Value });
        Assert.Null(team.WorkerOf("one"));
    }

    [Fact]
    public void A_pause_that_withdraws_an_offer_starts_no_cool_down_but_presence_does()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "one");
        team.Done(new PauseWorker(TeamHarness.Contact("ann"), "break"));
        team.Done(new UnpauseWorker(TeamHarness.Contact("ann")));
        Assert.Equal(["ann"], team.Asked("one"));
        team.Change("ann", PresenceState.Busy);
        team.Change("ann", PresenceState.Available);
        Assert.Empty(team.Asked("one"));
        team.Let(61);
        Assert.Equal(["ann"], team.Asked("one"));
    }

    [Fact]
    public void A_change_that_routes_a_task_anew_starts_no_cool_down()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(), "ann");
        team.Here("ann");
        team.Add("one", "one");
        team.Done(new PutQueue(TeamHarness.Offering() with { Mode = QueueMode.Assign }));
        Assert.False(team.Task("one").HasRests);
    }
}
