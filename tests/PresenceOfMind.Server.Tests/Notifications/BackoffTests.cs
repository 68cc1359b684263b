using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Tests.Notifications;

public sealed class BackoffTests
{
    [Fact]
    public void The_time_doubles_up_to_the_bound()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => backoff.Next().TotalSeconds));
    }
}
