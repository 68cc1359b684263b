using System.Net;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>People add passkeys, sign in with them, and remove them.</summary>
public sealed class PasskeyTests(PasskeyProgram passkeys) : IClassFixture<PasskeyProgram>
{
    private RunningProgram Program => passkeys.Program;

    [Fact]
    public async Task A_passkey_is_added_with_the_password_signs_in_and_is_refused_after_its_removal()
    {
        using var device = new TestDevice(passkeys.Origin) { Count = 1 };
        using var browser = await passkeys.SignInAsync("ann");
        using var elsewhere = Program.OpenSession("ann", page: passkeys.Page);
        var options = await PasskeyProgram.BeginAsync(browser);
        Assert.Equal(
            ("localhost", "required", "required"),
            ((string)JsonNode.Parse(options)!["rp"]!["id"]!,
                (string)JsonNode.Parse(options)!["authenticatorSelection"]!["residentKey"]!,
                (string)JsonNode.Parse(options)!["authenticatorSelection"]!["userVerification"]!));
        using var added = await PasskeyProgram.AddAsync(browser, device.Create(options));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var html = await browser.ReadAsync("/account?done=passkey");
        Assert.Contains("red key", html, StringComparison.Ordinal);
        Assert.Contains("You can sign in with your new passkey", html, StringComparison.Ordinal);
        using var ended = await elsewhere.GetAsync("/");
        Assert.Equal("/sign-in?ended=passkeys", ended.Headers.Location!.OriginalString);

        device.Count++;
        using var other = passkeys.Open();
        using var signedIn = await PasskeyProgram.SignInAsync(other, device.Get);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains("ann", await other.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.NotNull(Program.Accounts.Find("ann")!.Passkeys[0].LastUsed);

        var passkey = Program.Accounts.Find("ann")!.Passkeys[0].Id;
        using var removed = await PasskeyProgram.PostAsync(other, $"remove-{passkey}");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.DoesNotContain("red key", await other.ReadAsync("/account"), StringComparison.Ordinal);

        device.Count++;
        using var stranger = passkeys.Open();
        using var refused = await PasskeyProgram.SignInAsync(stranger, device.Get);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        var audit = await Program.Audit.ListAsync(new AuditFilter(), before: null, most: 50);
        var own = audit.Where(e => e.Subject == "ann").Select(e => (e.Action, e.Actor, e.Outcome)).ToList();
        Assert.Equal(
            [
                (AuditTable.PasskeyRemoved, "account:ann", AuditOutcome.Done),
                (AuditTable.SessionBegun, "account:ann", AuditOutcome.Done),
                (AuditTable.PasskeyAdded, "account:ann", AuditOutcome.Done),
            ],
            own);
        var kept = Assert.Single(audit, e => e is { Action: AuditTable.PasskeyAdded, Subject: "ann" });
        Assert.Contains("red key", kept.After, StringComparison.Ordinal);
        Assert.Contains(audit, e => e is { Action: AuditTable.SignInFailed, Code: "passkey-refused", Outcome: AuditOutcome.Refused });
    }

    [Fact]
    public async Task A_passkey_is_not_added_without_the_password_nor_for_another_account_nor_twice()
    {
        using var device = new TestDevice(passkeys.Origin);
        using var browser = await passkeys.SignInAsync("bob");
        using var wrong = await PasskeyProgram.PostAsync(browser, "add-passkey", ("passkey-name", "x"), ("current", "a wrong password"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.DoesNotContain(
            "challenge", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The challenge of a sign-in, which needs no password, is none for this.
        var asked = JsonNode.Parse(await browser.ReadAsync("/sign-in/passkey"))!;
        asked["rp"] = new JsonObject { ["id"] = "localhost" };
        asked["user"] = new JsonObject { ["id"] = "Ym9i" };
        using var unasked = await PasskeyProgram.AddAsync(browser, device.Create(asked.ToJsonString()));
        Assert.Equal(HttpStatusCode.Forbidden, unasked.StatusCode);

        var options = await PasskeyProgram.BeginAsync(browser);
        using var thief = await passkeys.SignInAsync("thief");
        var cookie = Assert.Single(
            browser.Cookies.GetCookies(passkeys.Page), c => c.Name.EndsWith("-passkey", StringComparison.Ordinal));
        thief.Cookies.Add(passkeys.Page, new Cookie(cookie.Name, cookie.Value));

        using var stolen = await PasskeyProgram.AddAsync(thief, device.Create(options));
        Assert.Equal(HttpStatusCode.Forbidden, stolen.StatusCode);
        Assert.Empty(Program.Accounts.Find("thief")!.Passkeys);
        Assert.Empty(Program.Accounts.Find("bob")!.Passkeys);

        using var added = await PasskeyProgram.AddAsync(browser, device.Create(await PasskeyProgram.BeginAsync(browser)));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        using var twice = await PasskeyProgram.AddAsync(browser, device.Create(await PasskeyProgram.BeginAsync(browser)));
        Assert.Equal(HttpStatusCode.Forbidden, twice.StatusCode);
        Assert.Single(Program.Accounts.Find("bob")!.Passkeys);
    }

    [Fact]
    public async Task A_lock_out_by_wrong_passwords_does_not_keep_out_who_has_a_passkey()
    {
        using var device = await passkeys.AddAsync("cleo");
        for (var i = 0; i < 5; i++)
        {
            await Program.Accounts.SignInAsync("cleo", "a wrong password");
        }

        Assert.True((await Program.Accounts.SignInAsync("cleo", PasskeyProgram.Password)).RetryAfter > TimeSpan.Zero);
        using var browser = passkeys.Open();
        using var signedIn = await PasskeyProgram.SignInAsync(browser, device.Get);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task An_address_without_a_name_offers_no_passkeys_and_says_why()
    {
        await passkeys.Program.Accounts.AddAsync("dora", PasskeyProgram.Password, [], null);
        using var browser = Program.OpenSession("dora");
        var html = await browser.ReadAsync("/account");
        Assert.Contains("only for pages that they reach by a name", html, StringComparison.Ordinal);
        Assert.DoesNotContain("add-passkey", html, StringComparison.Ordinal);
        using var stranger = new Browser(Program.Page);
        Assert.DoesNotContain("Sign in with a passkey", await stranger.ReadAsync("/sign-in"), StringComparison.Ordinal);
        using var named = passkeys.Open();
        Assert.Contains("Sign in with a passkey", await named.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }
}
