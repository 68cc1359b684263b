using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Notifications;

public sealed class HostQueuesTests
{
    [Fact]
    public void Callbacks_to_one_host_share_a_lane_which_is_remembered_when_they_are_over()
    {
        var lanes = new HostQueues(8);
        var lane = lanes.Rent("a:80");
        Assert.Same(lane, lanes.Rent("a:80"));
        lane.Answered(well: false);
        lanes.Return(lane);
        lanes.Return(lane);
        Assert.Equal(HostState.Failing, lanes.Rent("a:80").State);
    }

    [Fact]
    public void Hosts_without_a_callback_are_forgotten_above_a_number_and_hosts_with_one_are_not()
    {
        var lanes = new HostQueues(8);
        var busy = lanes.Rent("busy:80");
        for (var i = 0; i < HostQueues.MostIdle + 500; i++)
        {
            lanes.Return(lanes.Rent($"host{i}:80"));
        }

        Assert.Equal(HostQueues.MostIdle + 1, lanes.Count);
        Assert.Same(busy, lanes.Rent("busy:80"));
    }

    [Fact]
    public async Task However_many_hosts_fail_or_are_new_those_that_answer_have_room()
    {
        var slots = new CallbackSlots(8);
        var failing = Enumerable.Range(0, 100).Select(_ => slots.EnterAsync(HostState.Failing)).ToList();
        Assert.Equal(4, failing.Count(f => f.IsCompleted));
        var fresh = Enumerable.Range(0, 100).Select(_ => slots.EnterAsync(HostState.New)).ToList();
        Assert.Equal(2, fresh.Count(f => f.IsCompleted));
        Assert.True(slots.EnterAsync(HostState.Answering).IsCompleted);
        Assert.True(slots.EnterAsync(HostState.Answering).IsCompleted);

        var waits = slots.EnterAsync(HostState.Answering);
        Assert.False(waits.IsCompleted);
        slots.Leave(HostState.Answering);
        await waits.WaitAsync(Eventually.Bound, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_that_failed_gets_one_callback_at_a_time_until_it_answers()
    {
        var lane = new HostQueue("a:80", 3);
        lane.Answered(well: false);
        Assert.Equal(HostState.Failing, await lane.EnterAsync());
        var second = lane.EnterAsync();
        Assert.False(second.IsCompleted);
        lane.Answered(well: true);
        lane.Leave(HostState.Failing);
        await second.WaitAsync(Eventually.Bound, TestContext.Current.CancellationToken);
        Assert.True(lane.EnterAsync().IsCompleted);
    }
}
