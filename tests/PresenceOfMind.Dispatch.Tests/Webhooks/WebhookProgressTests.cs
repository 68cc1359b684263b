using PresenceOfMind.Dispatch.Webhooks;

namespace PresenceOfMind.Dispatch.Tests.Webhooks;

public sealed class WebhookProgressTests
{
    [Fact]
    public void The_cursor_stays_before_the_first_that_has_not_ended()
    {
        var progress = new WebhookProgress(10);
        Assert.Equal((10, 10), (progress.Told, progress.Begun));

        progress.Begin(12);
        progress.Begin(15);
        progress.Begin(20);
        Assert.Equal((11, 20, 3), (progress.Told, progress.Begun, progress.Open));

        progress.End(15);
        Assert.Equal(11, progress.Told);
        progress.End(12);
        Assert.Equal(19, progress.Told);
        progress.End(20);
        Assert.Equal((20, 0), (progress.Told, progress.Open));
    }

    [Fact]
    public async Task A_lane_that_is_full_holds_up_no_other_and_a_lane_that_nobody_uses_is_gone()
    {
        var lanes = new WebhookQueues(width: 2);
        var dead = new TaskCompletionSource();
        var begun = 0;
        var slow = Enumerable.Range(0, 5).Select(
            n => lanes.RunAsync(new Uri($"http://dead.example:81/{n}"), CountAsync, CancellationToken.None)).ToList();
        Assert.Equal(2, begun);

        await lanes.RunAsync(new Uri("http://dead.example:82/"), () => Task.CompletedTask, CancellationToken.None);
        await lanes.RunAsync(new Uri("https://dead.example:81/"), () => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(1, lanes.Count);

        dead.SetResult();
        await Task.WhenAll(slow);
        Assert.Equal((5, 0), (begun, lanes.Count));

        Task CountAsync()
        {
            Interlocked.Increment(ref begun);
            return dead.Task;
        }
    }
}
