using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>How long is waited, and how much is believed.</summary>
public sealed class BackoffTests
{
    private static readonly DateTimeOffset Now = ModelWorld.Begin;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Watchers_that_failed_together_do_not_return_together()
    {
        var waits = Enumerable.Range(1, 20).Select(seed =>
        {
            var backoff = new Backoff(Minute, Minute, new Random(seed));
            backoff.Fail(Now);
            return backoff.NotBefore - Now;
        }).ToList();
        Assert.True(waits.Distinct().Count() > 10);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public void What_may_be_mended_at_once_is_tried_at_once_and_then_with_patience()
    {
        var backoff = new Backoff(Minute, Minute, new Random(1));
        backoff.FailOnce(Now);
        Assert.Equal(Now, backoff.NotBefore);
        backoff.FailOnce(Now);
        Assert.True(backoff.NotBefore > Now);
    }

    [Fact]
    public void Twenty_notifications_without_news_are_heeded_at_once_and_then_ten_a_second()
    {
        var hints = new HintBudget();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(hints.NotBefore <= Now);
            hints.Pay(Now);
        }

        Assert.Equal(Now + TimeSpan.FromMilliseconds(100), hints.NotBefore);
        hints.Pay(Now);
        Assert.Equal(Now + TimeSpan.FromMilliseconds(200), hints.NotBefore);
        hints.Pay(Now + Minute);
        Assert.True(hints.NotBefore <= Now + Minute);
    }
}
