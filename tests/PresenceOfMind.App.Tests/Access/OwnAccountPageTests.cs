using System.Net;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>What people do with their own accounts, over HTTP as a browser without scripts does it.</summary>
public sealed class OwnAccountPageTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Password = "correct horse battery";
    private const string Next = "another long password";

    private static readonly Grant Viewer = new(Role.Viewer, "demo", null);

    [Fact]
    public async Task A_person_changes_the_own_password_stays_signed_in_here_and_is_signed_out_elsewhere()
    {
        using var here = await SignInAsync("ann");
        using var elsewhere = await SignInAsync("ann", isNew: false);

        using var changed = await PostAsync(here, "password", ("current", Password), ("new", Next));

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("You have another password", await here.ReadAsync("/account?done=password"), StringComparison.Ordinal);
        using var ended = await elsewhere.GetAsync("/");
        Assert.Equal("/sign-in?ended=password", ended.Headers.Location!.OriginalString);
        Assert.Null((await program.Accounts.SignInAsync("ann", Password)).Account);
        Assert.NotNull((await program.Accounts.SignInAsync("ann", Next)).Account);
        var entry = Assert.Single(await ReadAuditAsync("ann", AuditTable.PasswordSet));
        Assert.Equal(("account:ann", "127.0.0.1", AuditOutcome.Done), (entry.Actor, entry.Address, entry.Outcome));
        Assert.DoesNotContain(Next, entry.Before + entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing_is_in_the_audit_and_counts_for_the_lock_out()
    {
        using var browser = await SignInAsync("bob");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await PostAsync(browser, "password", ("current", "a wrong password"), ("new", Next));
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
            Assert.Contains("The current password is wrong.", await TextAsync(wrong), StringComparison.Ordinal);
        }

        using var locked = await PostAsync(browser, "password", ("current", Password), ("new", Next));
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 10, 15);
        Assert.True((await program.Accounts.SignInAsync("bob", Password)).RetryAfter > TimeSpan.Zero);
        var entries = await ReadAuditAsync("bob", AuditTable.SignInFailed);
        Assert.Contains(entries, e => e is { Actor: "account:bob", Code: "password-wrong" });
        Assert.Contains(entries, e => e is { Actor: "account:bob", Code: "locked" });
        Assert.Empty(await ReadAuditAsync("bob", AuditTable.PasswordSet));
    }

    [Theory]
    [InlineData("elevenchars", "12 to 128 characters")]
    [InlineData("qwertyuiop123", "a common one")]
    [InlineData("cleo-cleo-cleo", "made of the sign-in name")]
    [InlineData(Password, "is the current one")]
    [InlineData("", "Write the current password and the new one")]
    public async Task A_password_that_cannot_be_is_refused_in_words(string next, string said)
    {
        using var browser = await SignInAsync("cleo");
        using var refused = await PostAsync(browser, "password", ("current", Password), ("new", next));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(said, await TextAsync(refused), StringComparison.Ordinal);
        Assert.NotNull((await program.Accounts.SignInAsync("cleo", Password)).Account);
    }

    [Fact]
    public async Task Signing_out_everywhere_else_ends_the_other_sessions_at_once_and_not_this_one()
    {
        using var here = await SignInAsync("dora");
        using var elsewhere = await SignInAsync("dora", isNew: false);

        using var ended = await PostAsync(here, "end-others");

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Contains("signed out everywhere else", await here.ReadAsync("/account?done=sessions"), StringComparison.Ordinal);
        using var api = await elsewhere.GetAsync("/api/v1/teams");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        using var page = await elsewhere.GetAsync("/account");
        Assert.Equal("/sign-in?returnUrl=%2Faccount&ended=elsewhere", page.Headers.Location!.OriginalString);
        Assert.Equal("account:dora", Assert.Single(await ReadAuditAsync("dora", AuditTable.SessionsEnded)).Actor);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_changes_nothing()
    {
        using var browser = await SignInAsync("emil");
        using var answer = await browser.PostAsync(
            "/account",
            new Dictionary<string, string> { ["_handler"] = "password", ["current"] = Password, ["new"] = Next });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await program.Accounts.SignInAsync("emil", Password)).Account);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string form, params (string Name, string Value)[] fields)
    {
        var posted = Browser.HiddenFields(await browser.ReadAsync("/account"));
        posted["_handler"] = form;
        foreach (var (name, value) in fields)
        {
            posted[name] = value;
        }

        return await browser.PostAsync("/account", posted);
    }

    private Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(string subject, string action) =>
        program.Audit.ListAsync(new AuditFilter { Subject = subject, Action = action }, before: null, most: 20);

    private async Task<Browser> SignInAsync(string name, bool isNew = true)
    {
        if (isNew && program.Accounts.Find(name) is null)
        {
            await program.Accounts.AddAsync(name, Password, [Viewer], null);
        }

        // As its cookie says it, since attempts to sign in are limited.
        return program.OpenSession(name);
    }
}
