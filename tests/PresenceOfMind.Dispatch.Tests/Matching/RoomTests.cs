using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Matching;

public sealed class RoomTests
{
    [Fact]
    public void Nobody_exceeds_the_units_in_all_and_in_a_channel()
    {
        var ann = TeamHarness.Worker("ann", 4) with { Channels = new Dictionary<ChannelName, int> { [new("mail")] = 2 } };
        var team = new TeamHarness(new TeamSettings { Workers = [ann] });
        team.Here("ann");
        team.Add("1", new TaskSpec { Channel = new("mail"), Units = 2 });
        team.Add("2", new TaskSpec { Channel = new("mail") });
        team.Add("3", new TaskSpec { Channel = new("errand") });
        team.Add("4", new TaskSpec { Channel = new("errand"), Units = 2 });

        Assert.Equal(["ann", null, "ann", null], ((string[])["1", "2", "3", "4"]).Select(team.WorkerOf));
        team.Done(new CompleteTask(new("1")));
        Assert.Equal(["ann", "ann"], ((string[])["2", "4"]).Select(team.WorkerOf));
    }

    [Fact]
    public void Who_works_in_an_exclusive_channel_gets_nothing_else()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann", 5)],
            Channels = [new() { Name = new("call"), Exclusive = true }],
        });
        team.Here("ann");
        team.Add("1", new TaskSpec { Channel = new("call") });
        team.Add("2", new TaskSpec { Channel = new("mail") });
        team.Add("3", new TaskSpec { Channel = new("call") });
        Assert.Equal(["ann", null, null], ((string[])["1", "2", "3"]).Select(team.WorkerOf));

        team.Done(new CompleteTask(new("1")));
        Assert.Equal(["ann", null], ((string[])["2", "3"]).Select(team.WorkerOf));
    }

    [Fact]
    public void A_channel_may_be_taken_by_other_presence()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann", 2)],
            Channels = [new() { Name = new("mail"), States = [Available, Busy] }],
        });
        team.Fetch(("ann", Busy));
        team.Add("1", new TaskSpec { Channel = new("call") });
        team.Add("2", new TaskSpec { Channel = new("mail") });

        Assert.Equal([null, "ann"], ((string[])["1", "2"]).Select(team.WorkerOf));
    }

    [Fact]
    public void A_task_that_nobody_can_take_blocks_nobody()
    {
        var team = new TeamHarness("ann");
        team.Add("1", new TaskSpec { Units = 5, Priority = 9 });
        team.Add("2", new TaskSpec { Skills = [new() { Name = "french" }], Priority = 8 });
        team.Add("3", new TaskSpec());
        team.Here("ann");

        Assert.Equal("ann", team.WorkerOf("3"));
    }

    [Fact]
    public void A_big_task_keeps_a_workers_room_after_a_set_wait()
    {
        var team = new TeamHarness(
            new TeamSettings { Workers = [TeamHarness.Worker("ann", 2)], Queues = [new() { Name = new("q"), ReserveAfterSeconds = 60 }] });
        team.Here("ann");
        team.Add("1", new TaskSpec());
        team.Add("2", new TaskSpec());
        team.Add("big", new TaskSpec { Units = 2 });
        team.Add("3", new TaskSpec());
        team.Add("4", new TaskSpec());
        team.Done(new CompleteTask(new("1")));
        Assert.Equal("ann", team.WorkerOf("3"));
        team.Let(60);
        Assert.Same(team.Person("ann"), team.Task("big").ReservedWith);

        team.Done(new CompleteTask(new("2")));
        Assert.Null(team.WorkerOf("4"));
        team.Done(new CompleteTask(new("3")));
        Assert.Equal(("ann", 2), (team.WorkerOf("big"), team.Person("ann").Used));
        team.Done(new CompleteTask(new("big")));
        Assert.Equal("ann", team.WorkerOf("4"));
    }

    [Fact]
    public void A_reservation_ends_when_its_worker_goes_and_another_ones_room_is_kept()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann", 3), TeamHarness.Worker("bob", 2)],
            Queues = [new() { Name = new("q"), ReserveAfterSeconds = 60 }],
        });
        team.Here("ann", "bob");
        team.Add("1", new TaskSpec { Units = 2 });
        team.Add("2", new TaskSpec());
        team.Add("3", new TaskSpec());
        team.Add("big", new TaskSpec { Units = 2 });
        team.Let(60);
        Assert.Same(team.Person("bob"), team.Task("big").ReservedWith);
        team.Change("bob", Away);

        Assert.Single(team.Events<ReservationEnded>());
        Assert.Same(team.Person("ann"), team.Task("big").ReservedWith);
    }

    [Fact]
    public void Each_candidate_is_counted_once_by_the_first_rule_that_refuses()
    {
        IReadOnlyDictionary<string, int> french = new Dictionary<string, int> { ["french"] = 50 };
        IReadOnlyDictionary<string, string> north = new Dictionary<string, string> { ["region"] = "north" };
        WorkerSettings Person(string name) => TeamHarness.Worker(name) with { Skills = french, Labels = north };
        var team = new TeamHarness(new TeamSettings
        {
            Workers =
            [
                Person("ann"), Person("bob"), Person("cid"), Person("dan"), Person("eve"), Person("fay") with
                {
                    Skills = new Dictionary<string, int>(),
                },
                Person("gil") with
                {
                    Labels = new Dictionary<string, string>(),
                }, Person("hal"), Person("ivy"), Person("jon"), Person("kit"),
            ],
            Calendars = [new() { Name = new("never"), Hours = [new() { Days = [DayOfWeek.Sunday], From = new(9, 0), To = new(10, 0) }] }],
        });
        team.Done(new PutWorker(Person("kit") with { Calendar = new("never") }));
        team.Here("bob", "cid", "dan", "eve", "fay", "gil", "hal", "ivy", "kit");
        team.Fetch(("jon", Busy));
        team.Done(new AssignTask(team.Add("x", new TaskSpec { NotBefore = team.Now.AddDays(1) }).Id, new("bob@example.com")));
        team.Done(new PauseWorker(new("cid@example.com"), "break"));
        team.Done(new DrainWorker(new("dan@example.com")));
        var spec = new TaskSpec
        {
            Skills = [new() { Name = "french", Level = 50 }],
            Labels = [new() { Key = "region", Value = "NORTH" }],
            Excluded = [new("eve@example.com")],
        };
        team.Add("1", spec);

        var given = team.Events<TaskAssigned>().Last();
        Assert.Equal("hal@example.com", given.Contact.Value);
        Assert.Equal(
            new RefusalCounts
            {
                Unconfirmed = 1,
                Presence = 1,
                Paused = 1,
                Draining = 1,
                Closed = 1,
                Skills = 1,
                Labels = 1,
                Excluded = 1,
                Room = 1,
                Order = 1,
            },
            given.Refused);
    }
}
