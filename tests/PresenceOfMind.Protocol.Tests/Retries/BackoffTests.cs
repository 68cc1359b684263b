using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Protocol.Tests.Retries;

public sealed class BackoffTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Half = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_time_doubles_up_to_the_bound()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => backoff.Next().TotalSeconds));
    }

    [Fact]
    public void A_thousand_failures_wait_no_longer_than_the_bound()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), Minute);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(backoff.Next(), TimeSpan.FromSeconds(1), Minute));
    }

    [Fact]
    public void Clients_that_failed_together_do_not_retry_together()
    {
        var waits = Enumerable.Range(1, 20).Select(seed =>
        {
            var backoff = new Backoff(Half, Minute) { Quiet = Minute, Jitter = new Random(seed) };
            backoff.Fail(Now);
            return backoff.NotBefore - Now;
        }).ToList();
        Assert.True(waits.Distinct().Count() > 10);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(250), Half));
    }

    [Fact]
    public void What_may_be_mended_at_once_is_tried_at_once_and_then_after_a_wait()
    {
        var backoff = new Backoff(Half, Minute) { Quiet = Minute, Jitter = new Random(1) };
        backoff.FailOnce(Now);
        Assert.Equal(Now, backoff.NotBefore);
        backoff.FailOnce(Now);
        Assert.True(backoff.NotBefore > Now);
    }

    [Fact]
    public void The_wait_is_short_again_after_it_worked_for_the_quiet_time()
    {
        var backoff = new Backoff(Half, Minute) { Quiet = Minute };
        backoff.Fail(Now);
        backoff.Fail(Now);
        Assert.Equal(Now + (2 * Half), backoff.NotBefore);

        backoff.Succeed(Now);
        backoff.Fail(Now + Half);
        Assert.Equal(3, backoff.Failures);

        backoff.Succeed(Now);
        backoff.Fail(Now + Minute);
        Assert.Equal(1, backoff.Failures);
    }
}
