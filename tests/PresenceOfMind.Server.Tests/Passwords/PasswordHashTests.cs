using PresenceOfMind.Server.Passwords;

namespace PresenceOfMind.Server.Tests.Passwords;

public sealed class PasswordHashTests
{
    [Fact]
    public void The_password_matches_and_no_other()
    {
        var kept = PasswordHash.Create("secret");
        Assert.True(PasswordHash.Matches(kept, "secret"));
        Assert.False(PasswordHash.Matches(kept, "Secret"));
        Assert.False(PasswordHash.Matches(kept, ""));
    }

    [Fact]
    public void Equal_passwords_are_kept_differently_and_none_in_clear()
    {
        Assert.NotEqual(PasswordHash.Create("secret"), PasswordHash.Create("secret"));
        Assert.DoesNotContain("secret", PasswordHash.Create("secret"), StringComparison.Ordinal);
    }
}
