using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Who has to sign in again is told why, and strangers are told nothing.</summary>
public sealed class SessionEndTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Password = "correct horse battery";

    private static readonly Grant Viewer = new(Role.Viewer, "demo", null);

    [Theory]
    [InlineData("roles", "your roles were changed")]
    [InlineData("password", "your account has another password")]
    [InlineData("removed", "your account was removed")]
    public async Task The_sign_in_page_says_what_ended_the_session(string code, string said)
    {
        await program.Accounts.AddAsync(code, Password, [], null);
        using var browser = program.OpenSession(code);
        await (code switch
        {
            "roles" => program.Accounts.GrantAsync(code, Viewer),
            "password" => program.Accounts.SetPasswordAsync(code, Password),
            _ => program.Accounts.RemoveAsync(code),
        });
        await SaysAsync(browser, code, said);
    }

    [Theory]
    [InlineData(9, 9, "idle", "did not use the page for 8 hours")]
    [InlineData(9, 30, "idle", "did not use the page for 8 hours")]
    [InlineData(1, 25, "day", "24 hours have passed")]
    public async Task A_session_that_ended_by_time_says_so(int idleHours, int hours, string code, string said)
    {
        var name = $"time-{code}-{hours}";
        await program.Accounts.AddAsync(name, Password, [Viewer], null);
        var now = DateTimeOffset.UtcNow;
        using var browser = program.OpenSession(name, now.AddHours(-hours), now.AddHours(8 - idleHours));
        await SaysAsync(browser, code, said);
    }

    [Fact]
    public async Task A_cookie_that_the_program_did_not_make_says_nothing_and_so_does_no_cookie()
    {
        await program.Accounts.AddAsync("forged", Password, [Viewer], null);
        using var browser = program.OpenSession("forged");
        await program.Accounts.RemoveAsync("forged");
        var cookie = Assert.Single(browser.Cookies.GetAllCookies());
        cookie.Value = cookie.Value[..^4] + (cookie.Value.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");
        using var answer = await browser.GetAsync("/");
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);

        using var stranger = new Browser(program.Page);
        using var none = await stranger.GetAsync("/");
        Assert.Equal("/sign-in", none.Headers.Location!.OriginalString);
        Assert.DoesNotContain("<script>", await stranger.ReadAsync("/sign-in?ended=%3Cscript%3E"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_reason_has_a_code_and_words_of_its_own()
    {
        var codes = Enum.GetValues<SessionEnd>().Select(SessionEndNotice.ToCode).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(codes.Count, codes.Select(SessionEndNotice.Find).Where(text => text is not null).Distinct().Count());
        Assert.Null(SessionEndNotice.Find("unheard-of"));
        Assert.Null(SessionEndNotice.Find(null));
    }

    private static async Task SaysAsync(Browser browser, string code, string said)
    {
        using var away = await browser.GetAsync("/people/x");
        Assert.Equal($"/sign-in?returnUrl=%2Fpeople%2Fx&ended={code}", away.Headers.Location!.OriginalString);
        Assert.Contains(said, await browser.ReadAsync(away.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }
}
