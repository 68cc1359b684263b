using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>What the audit keeps of sign-ins, in a program of its own, since attempts are limited.</summary>
public sealed class SignInAuditTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Password = "correct horse battery";
    private const string Wrong = "a wrong password";

    [Fact]
    public async Task The_audit_keeps_who_signed_in_and_whose_password_was_wrong_and_no_unknown_name()
    {
        await program.Accounts.AddAsync("bert", Password, [new Grant(Role.Lead, "demo", null)], null);
        using var browser = new Browser(program.Page);
        (await browser.SignInAsync("bert", Wrong)).Dispose();
        (await browser.SignInAsync("a password in the wrong field", Wrong)).Dispose();
        (await browser.SignInAsync("bert", Password)).Dispose();
        await browser.PostAsync("/sign-out", Browser.HiddenFields(await browser.ReadAsync("/")));

        var entries = await program.Audit.ListAsync(new AuditFilter(), before: null, most: 100);
        var failed = Assert.Single(entries, e => e is { Action: AuditTable.SignInFailed, Subject: "bert" });
        Assert.Equal(("password-wrong", "127.0.0.1"), (failed.Code, failed.Address));
        var begun = Assert.Single(entries, e => e is { Action: "session.begun", Subject: "bert" });
        Assert.Equal(("account:bert", AuditOutcome.Done), (begun.Actor, begun.Outcome));
        Assert.Equal("account:bert", Assert.Single(entries, e => e is { Action: "session.ended", Actor: "account:bert" }).Actor);
        Assert.DoesNotContain(entries, e => e.Subject?.Contains("wrong field", StringComparison.Ordinal) == true);
    }
}
