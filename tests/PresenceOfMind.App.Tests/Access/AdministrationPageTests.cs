using System.Net;
using System.Text.RegularExpressions;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>The pages of keys, accounts and the audit, over HTTP as a browser without scripts does it.</summary>
public sealed partial class AdministrationPageTests(RunningProgram program) : IClassFixture<RunningProgram>, IAsyncLifetime
{
    private const string Password = "correct horse battery";

    public async ValueTask InitializeAsync()
    {
        if (program.Accounts.Find("root") is null)
        {
            await program.Accounts.AddAsync("root", Password, [new Grant(Role.Administrator, null, null)], null);
            await program.Accounts.AddAsync("mona", Password, [new Grant(Role.Manager, "demo", null)], null);
            await program.Accounts.AddAsync("vera", Password, [new Grant(Role.Viewer, "demo", null)], null);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_key_is_shown_once_works_is_rotated_and_revoked_and_each_is_in_the_audit()
    {
        using var browser = await SignInAsync("root");
        using var made = await PostAsync(
            browser, "/keys", "add", ("name", "wallboard"), ("role", "viewer"), ("team", "demo"), ("networks", "127.0.0.0/8 ::1"));
        var html = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.True(made.Headers.CacheControl!.NoStore);
        var text = Key().Match(html).Value;
        Assert.Equal("wallboard", program.Keys.Verify(text)!.Name);
        Assert.Equal(2, program.Keys.Find("wallboard")!.Networks.Count);
        Assert.DoesNotContain(text, await browser.ReadAsync("/keys"), StringComparison.Ordinal);

        using var rotated = await PostAsync(browser, "/keys", "rotate-wallboard", ("overlap", "0"));
        var next = Key().Match(await rotated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;
        Assert.NotEqual(text, next);
        Assert.Null(program.Keys.Verify(text));
        Assert.NotNull(program.Keys.Verify(next));

        using var revoked = await PostAsync(browser, "/keys", "revoke-wallboard");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Null(program.Keys.Find("wallboard"));

        var audit = await program.Audit.ListAsync(new AuditFilter { Subject = "wallboard" }, null, 10);
        Assert.Equal(["key.revoked", "key.rotated", "key.added"], audit.Select(e => e.Action));
        Assert.All(audit, e => Assert.Equal(("account:root", "127.0.0.1"), (e.Actor, e.Address)));
        Assert.DoesNotContain(audit, e => (e.Before + e.After).Contains(text, StringComparison.Ordinal));
        Assert.Contains("key.rotated", await browser.ReadAsync("/audit?subject=wallboard"), StringComparison.Ordinal);
        Assert.DoesNotContain("key.rotated", await browser.ReadAsync("/audit?action=account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_gets_and_loses_roles_and_passwords_and_is_removed()
    {
        using var browser = await SignInAsync("root");
        await PostAsync(browser, "/accounts", "add", ("name", "nina"), ("password", " spaces count "), ("role", "lead"), ("team", "demo"));
        Assert.Equal([new Grant(Role.Lead, "demo", null)], program.Accounts.Find("nina")!.Grants);
        Assert.NotNull((await program.Accounts.SignInAsync("nina", " spaces count ")).Account);

        await PostAsync(
            browser, "/accounts", "grant-nina", ("role", "worker"), ("team", "demo"), ("worker", "Nina@localhost"));
        Assert.Contains(new Grant(Role.Worker, "demo", "nina@localhost"), program.Accounts.Find("nina")!.Grants);
        await PostAsync(browser, "/accounts", "take-0-nina");
        Assert.Single(program.Accounts.Find("nina")!.Grants);
        using var set = await PostAsync(browser, "/accounts", "password-nina", ("password", Password));
        Assert.Contains("nina has another password", await browser.ReadAsync("/accounts?password-set=nina"), StringComparison.Ordinal);
        Assert.NotNull((await program.Accounts.SignInAsync("nina", Password)).Account);
        await PostAsync(browser, "/accounts", "remove-nina");
        Assert.Null(program.Accounts.Find("nina"));

        var audit = await program.Audit.ListAsync(new AuditFilter { Subject = "nina", Action = "account" }, null, 10);
        Assert.Equal(
            ["account.removed", "account.password-set", "account.revoked", "account.granted", "account.added"],
            audit.Select(e => e.Action));
    }

    [Theory]
    [InlineData("/keys", "add", "name", "x", "role", "worker", "The role worker needs a worker")]
    [InlineData("/keys", "add", "name", "y", "expires", "tomorrow", "Expires is a day")]
    [InlineData("/keys", "add", "name", "z", "networks", "here", "&quot;here&quot; is no network")]
    [InlineData("/accounts", "add", "name", "shorty", "password", "short", "password")]
    public async Task What_cannot_be_is_refused_in_words_and_stands_in_the_form_once_more(
        string page, string form, string first, string value, string second, string other, string said)
    {
        using var browser = await SignInAsync("root");
        using var answer = await PostAsync(browser, page, form, [("role", "viewer"), (first, value), (second, other)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{value}\"", html, StringComparison.Ordinal);
        Assert.Null(program.Keys.Find(value));
    }

    [Fact]
    public async Task A_manager_manages_what_is_of_the_own_team_alone_and_a_viewer_nothing()
    {
        await program.Keys.AddAsync(new NewKey("of-all", new Grant(Role.Administrator, null, null)), null);
        using var mona = await SignInAsync("mona");
        Assert.DoesNotContain("of-all", await mona.ReadAsync("/keys"), StringComparison.Ordinal);
        using var refused = await PostAsync(mona, "/keys", "add", ("name", "mine"), ("role", "administrator"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(program.Keys.Find("mine"));
        Assert.Contains("href=\"keys\"", await mona.ReadAsync("/"), StringComparison.Ordinal);

        using var vera = await SignInAsync("vera");
        Assert.DoesNotContain("href=\"keys\"", await vera.ReadAsync("/"), StringComparison.Ordinal);
        foreach (var page in new[] { "/keys", "/accounts", "/audit" })
        {
            using var none = await vera.GetAsync(page);
            Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_without_the_pages_token_changes_nothing()
    {
        using var browser = await SignInAsync("root");
        using var answer = await browser.PostAsync(
            "/keys", new Dictionary<string, string> { ["_handler"] = "add", ["name"] = "forged", ["role"] = "viewer" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(program.Keys.Find("forged"));
    }

    private static async Task<HttpResponseMessage> PostAsync(
        Browser browser, string page, string form, params (string Name, string Value)[] fields)
    {
        var posted = Browser.HiddenFields(await browser.ReadAsync(page));
        posted["_handler"] = form;
        foreach (var (name, value) in fields)
        {
            posted[name] = value;
        }

        return await browser.PostAsync(page, posted);
    }

    private async Task<Browser> SignInAsync(string name)
    {
        var browser = new Browser(program.Page);
        using var answer = await browser.SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    [GeneratedRegex("pom_[0-9a-f]{72}")]
    private static partial Regex Key();
}
