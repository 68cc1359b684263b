using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>How many notifications are believed.</summary>
public sealed class NotificationBudgetTests
{
    private static readonly DateTimeOffset Now = ModelWorld.Begin;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Twenty_notifications_without_news_are_heeded_at_once_and_then_ten_a_second()
    {
        var hints = new NotificationBudget();
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
