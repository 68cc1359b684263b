using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Tests.Sessions;

public sealed class FailedLoginsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_ten_failures_within_a_minute_no_password_is_looked_at_until_the_first_is_a_minute_old()
    {
        var failed = new FailedLogins(allowed: 10);
        for (var i = 0; i < 10; i++)
        {
            Assert.True(failed.MayTry(Start.AddSeconds(i)));
            failed.Add(Start.AddSeconds(i));
        }

        Assert.False(failed.MayTry(Start.AddSeconds(59.999)));
        Assert.True(failed.MayTry(Start.AddSeconds(60)));
        failed.Add(Start.AddSeconds(60));
        Assert.False(failed.MayTry(Start.AddSeconds(60.5)));
    }

    [Fact]
    public void Failures_above_the_limit_keep_the_last_ones()
    {
        var failed = new FailedLogins(allowed: 2);
        for (var i = 0; i < 5; i++)
        {
            failed.Add(Start.AddSeconds(i));
        }

        Assert.False(failed.MayTry(Start.AddSeconds(62.5)));
        Assert.True(failed.MayTry(Start.AddSeconds(63)));
        Assert.True(failed.Any(Start.AddSeconds(63)));
        Assert.False(failed.Any(Start.AddSeconds(64)));
    }
}
