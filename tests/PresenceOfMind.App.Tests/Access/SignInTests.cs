using System.Net;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>People sign in at the page, over HTTP as a browser does it.</summary>
public sealed class SignInTests(RunningProgram program) : IClassFixture<RunningProgram>, IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private const string Wrong = "a wrong password";

    private static readonly Grant Lead = new(Role.Lead, "demo", null);

    public async ValueTask InitializeAsync()
    {
        if (program.Accounts.Find("anna") is null)
        {
            await program.Accounts.AddAsync("anna", Password, [Lead], null);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_page_without_a_session_leads_to_the_sign_in_and_from_there_back()
    {
        using var browser = new Browser(program.Page);
        using var away = await browser.GetAsync("/tasks/some-task?team=demo");
        Assert.Equal(HttpStatusCode.Redirect, away.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Ftasks%2Fsome-task%3Fteam%3Ddemo", away.Headers.Location!.OriginalString);

        using var back = await browser.SignInAsync("anna", Password, "?returnUrl=%2Ftasks%2Fsome-task%3Fteam%3Ddemo");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("/tasks/some-task?team=demo", new Uri(program.Page, back.Headers.Location!).PathAndQuery);
        Assert.Contains("anna", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_request_without_a_session_gets_401_and_with_one_does_what_the_role_allows()
    {
        using var browser = new Browser(program.Page);
        using var refused = await browser.GetAsync("/api/v1/teams");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await browser.SignInAsync("anna", Password);

        using var teams = await browser.GetAsync("/api/v1/teams/demo/tasks");
        Assert.Equal(HttpStatusCode.OK, teams.StatusCode);
        using var admin = await browser.GetAsync("/admin/people");
        Assert.Equal(HttpStatusCode.Forbidden, admin.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task The_way_back_never_leaves_this_program(string where)
    {
        Assert.Equal("/", LocalPath.From(where));
        if (where.StartsWith("https", StringComparison.Ordinal))
        {
            using var browser = new Browser(program.Page);
            using var back = await browser.SignInAsync("anna", Password, "?returnUrl=" + Uri.EscapeDataString(where));
            Assert.Equal(program.Page, new Uri(program.Page, back.Headers.Location!));
        }
    }

    [Fact]
    public async Task The_cookie_is_not_for_scripts_nor_for_requests_of_other_sites_and_ends_with_the_browser()
    {
        using var browser = new Browser(program.Page);
        using var answer = await browser.SignInAsync("anna", Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("pom-session-", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        var answers = new List<string>();
        foreach (var name in (string[])["anna", "nobody"])
        {
            using var browser = new Browser(program.Page);
            using var answer = await browser.SignInAsync(name, Wrong);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("The name or the password is wrong.", html, StringComparison.Ordinal);
            Assert.DoesNotContain(Wrong, html, StringComparison.Ordinal);
            answers.Add(html.Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
            Assert.DoesNotContain(
                answer.Headers.Where(h => h.Key == "Set-Cookie").SelectMany(h => h.Value),
                cookie => cookie.StartsWith("pom-session", StringComparison.Ordinal));
        }

        Assert.Equal(answers[0].Length, answers[1].Length);
    }

    [Fact]
    public async Task A_form_without_our_token_signs_nobody_in_or_out()
    {
        using var browser = new Browser(program.Page);
        using var answer = await browser.PostAsync(
            "/sign-in", new Dictionary<string, string> { ["_handler"] = "sign-in", ["name"] = "anna", ["password"] = Password });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        await browser.SignInAsync("anna", Password);
        using var forged = await browser.PostAsync("/sign-out", new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Contains("anna", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_this_browser()
    {
        using var browser = new Browser(program.Page);
        await browser.SignInAsync("anna", Password);
        using var answer = await browser.PostAsync("/sign-out", Browser.HiddenFields(await browser.ReadAsync("/")));
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        using var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task A_role_taken_or_another_password_or_a_removal_ends_all_sessions_at_once()
    {
        var grant = new Grant(Role.Viewer, "demo", null);
        foreach (var change in (Func<Task>[])
        [
            () => program.Accounts.GrantAsync("bea", grant),
            () => program.Accounts.RevokeAsync("bea", grant),
            () => program.Accounts.SetPasswordAsync("bea", Password),
            () => program.Accounts.RemoveAsync("bea"),
        ])
        {
            if (program.Accounts.Find("bea") is null)
            {
                await program.Accounts.AddAsync("bea", Password, [Lead], null);
            }

            using var browser = new Browser(program.Page);
            await browser.SignInAsync("bea", Password);
            Assert.Contains("bea", await browser.ReadAsync("/"), StringComparison.Ordinal);

            await change();

            using var page = await browser.GetAsync("/");
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            using var api = await browser.GetAsync("/api/v1/teams");
            Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        }
    }
}

/// <summary>Attempts are limited, in a program of its own.</summary>
public sealed class SignInLimitTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Five_failures_lock_the_name_and_too_many_attempts_the_address_with_429_and_when_to_try_again()
    {
        await program.Accounts.AddAsync("anna", "correct horse battery", [], null);
        using var browser = new Browser(program.Page);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.SignInAsync("anna", "a wrong password");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var locked = await browser.SignInAsync("anna", "correct horse battery");
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 10, 15);

        for (var i = 6; i < SignInService.AttemptsPerMinute; i++)
        {
            using var wrong = await browser.SignInAsync($"nobody{i}", "a wrong password");
        }

        using var limited = await browser.SignInAsync("somebody", "a wrong password");
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }
}
