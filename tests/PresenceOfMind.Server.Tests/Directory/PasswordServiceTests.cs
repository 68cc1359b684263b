using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Server.Tests.Directory;

public sealed class PasswordServiceTests
{
    [Fact]
    public async Task Many_at_once_are_all_answered_and_only_the_right_password_matches()
    {
        using var passwords = new PasswordService();
        var kept = PasswordHash.Of("secret");
        string[] tried = ["secret", "wrong", "secret", "Secret", "", "secret"];
        var matched = await Task.WhenAll(tried.Select(t => passwords.MatchesAsync(kept, t)));
        Assert.Equal(tried.Select(t => t == "secret"), matched);
        Assert.False(await passwords.MatchesAsync(null, "secret"));
    }
}
