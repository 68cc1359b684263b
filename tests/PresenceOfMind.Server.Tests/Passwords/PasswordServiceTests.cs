using PresenceOfMind.Server.Passwords;

namespace PresenceOfMind.Server.Tests.Passwords;

public sealed class PasswordServiceTests
{
    private readonly PasswordService _passwords = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_at_once_are_all_answered_and_only_the_right_password_matches()
    {
        var kept = PasswordHash.Create("secret");
        string[] tried = ["secret", "wrong", "secret", "Secret", "", "secret"];
        var matched = await Task.WhenAll(
            tried.Select(t => _passwords.MatchesAsync(kept, t, VerificationPriority.Known, "here", Cancelled)));
        Assert.Equal(tried.Select(t => t == "secret"), matched);
        Assert.False(await _passwords.MatchesAsync(null, "secret", VerificationPriority.Stranger, "here", Cancelled));
    }

    [Fact]
    public async Task Users_are_looked_at_before_strangers_who_came_earlier()
    {
        var strangers = Enumerable.Range(0, 40 * Environment.ProcessorCount)
            .Select(i => _passwords.MatchesAsync(null, $"{i}", VerificationPriority.Stranger, "there", Cancelled)).ToList();
        Assert.True(await _passwords.MatchesAsync(PasswordHash.Create("secret"), "secret", VerificationPriority.Known, "there", Cancelled));
        Assert.Contains(strangers, s => !s.IsCompleted);
        await Task.WhenAll(strangers);
    }

    [Fact]
    public async Task Who_waits_without_a_look_waits_behind_the_strangers_and_costs_nothing()
    {
        var strangers = Enumerable
            .Range(0, 4)
            .Select(i => _passwords.MatchesAsync(null, $"{i}", VerificationPriority.Stranger, "here", Cancelled))
            .ToList();
        await _passwords.WaitAsStrangerAsync("here", Cancelled);
        Assert.InRange(strangers.Count(s => s.IsCompleted), 3, 4);
        await Task.WhenAll(strangers);
        Assert.Equal(4, _passwords.Looks);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_costs_no_look()
    {
        using var impatient = new CancellationTokenSource();
        var first = Enumerable
            .Range(0, Environment.ProcessorCount)
            .Select(_ => _passwords.MatchesAsync(null, "x", VerificationPriority.Stranger, "here", Cancelled))
            .ToList();
        var given = _passwords.MatchesAsync(null, "y", VerificationPriority.Stranger, "here", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Task.WhenAll(first);
        Assert.Equal(first.Count, _passwords.Looks);
    }

    [Fact]
    public async Task A_right_password_is_known_again_until_the_password_changes()
    {
        var kept = PasswordHash.Create("secret");
        Assert.False(_passwords.WasRight(kept, "secret"));
        await _passwords.MatchesAsync(kept, "wrong", VerificationPriority.Known, "here", Cancelled);
        Assert.False(_passwords.WasRight(kept, "wrong"));
        await _passwords.MatchesAsync(kept, "secret", VerificationPriority.Known, "here", Cancelled);
        Assert.True(_passwords.WasRight(kept, "secret"));
        Assert.False(_passwords.WasRight(kept, "wrong"));
        Assert.False(_passwords.WasRight(PasswordHash.Create("secret"), "secret"));
        Assert.False(_passwords.WasRight(null, "secret"));
    }
}
