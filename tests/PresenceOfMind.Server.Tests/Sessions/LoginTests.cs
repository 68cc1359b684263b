using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Tests.Sessions;

public sealed class LoginTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Logging_in_again_gives_the_same_session()
    {
        var login = New();
        Assert.Null(login.LogIn("k1", "app", null, force: false, Start).Value);
        Assert.Null(login.LogIn("k2", "app", null, force: false, Start).Value);
        Assert.Equal("k1", login.Current!.Key);
    }

    [Fact]
    public void A_forced_login_gives_a_new_key_and_ends_the_old_session()
    {
        var login = New();
        login.LogIn("k1", "app", "parent", force: false, Start);
        Assert.Equal("k1", login.LogIn("k2", "other", "parent2", force: true, Start).Value!.Key);
        Assert.Equal(new Session("k2", "other", "parent2"), login.Current);
        Assert.False(login.Use("k1", Start));
    }

    [Fact]
    public void A_live_session_of_another_application_user_is_160_and_stays()
    {
        var login = New();
        login.LogIn("k1", "app", "parent", force: false, Start);
        var refusal = Assert.IsType<PwsError>(login.LogIn("k2", "other", "parent2", force: false, Start).Refusal);
        Assert.Equal(PwsErrorCode.AlreadyLoggedIn, refusal.Code);
        Assert.Equal("k1", login.Current!.Key);
    }

    [Fact]
    public void A_session_that_came_by_an_ended_session_of_the_same_application_user_is_not_given_again()
    {
        var login = New();
        login.LogIn("k1", "app", "parent", force: false, Start);
        Assert.Equal("k1", login.LogIn("k2", "app", "next parent", force: false, Start).Value!.Key);
        Assert.Equal("k2", login.Current!.Key);
    }

    [Fact]
    public void Names_of_application_users_compare_without_case()
    {
        var login = New();
        login.LogIn("k1", "app", "parent", force: false, Start);
        Assert.Null(login.LogIn("k2", "APP", "parent", force: false, Start).Value);
    }

    [Fact]
    public void Only_the_live_key_ends_the_session()
    {
        var login = New();
        login.LogIn("k1", "app", null, force: false, Start);
        Assert.Null(login.End("k0"));
        Assert.Equal("k1", login.End("k1")!.Key);
        Assert.Null(login.End("k1"));
        Assert.Null(login.Current);
    }

    [Fact]
    public void Every_use_moves_the_end_of_an_idle_session_and_none_moves_it_back()
    {
        var login = New();
        login.LogIn("k1", "app", null, force: false, Start);
        Assert.Equal(Start.AddHours(24), login.IdleAt);
        Assert.True(login.Use("k1", Start.AddHours(3)));
        Assert.True(login.Use("k1", Start.AddHours(1)));
        Assert.False(login.Use("k2", Start.AddHours(5)));
        Assert.Equal(Start.AddHours(27), login.IdleAt);
    }

    [Fact]
    public void Whom_a_session_logged_in_is_forgotten_with_it()
    {
        var login = New();
        login.LogIn("k1", "app", null, force: false, Start);
        Assert.True(login.AddLoggedIn("k1", "joe"));
        Assert.False(login.AddLoggedIn("k0", "rita"));
        Assert.Equal(["joe"], login.LoggedIn);
        login.LogIn("k2", "app", null, force: true, Start);
        Assert.Empty(login.LoggedIn);
    }

    private static LoginState New() => new(TimeSpan.FromHours(24));
}
