using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>Signs people in and out at the page. Attempts are limited by address here, and by name in <see cref="AccountStore"/>.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="passkeys">Verifies passkeys.</param>
/// <param name="claims">Makes sessions.</param>
public sealed class SignInService(AccountStore accounts, PasskeyService passkeys, PrincipalClaims claims) : IDisposable
{
    /// <summary>How many attempts an address has in a minute.</summary>
    public const int AttemptsPerMinute = 20;

    /// <summary>How many passwords are hashed at once, since each takes a processor for a while.</summary>
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim _hashing = new(AtOnce);
    private readonly PartitionedRateLimiter<IPAddress?> _byAddress =
        MinuteLimit.Create<IPAddress?, ushort>(AttemptsPerMinute, AddressPartition.Find);

    /// <summary>Checks a name and a password, and gives the browser the session's cookie where both are right.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name, as the person wrote it.</param>
    /// <param name="password">The password.</param>
    public async Task<SignInOutcome> SignInAsync(HttpContext context, string name, string password)
    {
        var outcome = await CheckAsync(context, name, () => accounts.SignInAsync(name, password));
        await BeginAsync(context, outcome.Account);
        return outcome;
    }

    /// <summary>Verifies a passkey, and gives the browser the session's cookie where it proves who the person is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="credential">What the browser answered, in JSON.</param>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(HttpContext context, string credential)
    {
        var after = _byAddress.Count(context.Connection.RemoteIpAddress);
        if (after > TimeSpan.Zero)
        {
            NoteFailure(context, null, "too-many-attempts");
            return new SignInOutcome(null, after);
        }

        var account = await passkeys.FinishSignInAsync(context, credential);
        if (account is null)
        {
            NoteFailure(context, null, "passkey-refused");
        }

        await BeginAsync(context, account);
        return new SignInOutcome(account, TimeSpan.Zero);
    }

    /// <summary>
    /// Asks somebody who is signed in for the password once more. A wrong one counts as at a sign-in, and is in the audit.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">The person, signed in with an account.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="AccessException">The password is wrong, or nobody may try now.</exception>
    public async Task ConfirmAsync(HttpContext context, Principal principal, string password)
    {
        var name = principal.Name;
        var outcome = await CheckAsync(context, name, () => Task.FromResult(accounts.Confirm(name, password)));
        if (outcome.RetryAfter > TimeSpan.Zero)
        {
            throw new AccessException(429, "too-many-attempts", Explain(outcome.RetryAfter)) { RetryAfter = outcome.RetryAfter };
        }

        if (outcome.Account is null)
        {
            throw new AccessException(403, "password-wrong", "The current password is wrong. Nothing was changed.", "password");
        }
    }

    /// <summary>
    /// Lets the session of a browser go on under the new stamp of its account, and then tells the pages that are open that the account's
    /// other sessions ended.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">The person.</param>
    /// <param name="account">The account as it is now.</param>
    public Task GoOnAsync(HttpContext context, Principal principal, Account account)
    {
        context.Response.OnCompleted(() =>
        {
            accounts.TellChanged();
            return Task.CompletedTask;
        });
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, claims.Begin(account, principal.Began));
    }

    /// <summary>Says when to try again.</summary>
    /// <param name="after">In how long.</param>
    public static string Explain(TimeSpan after)
    {
        var seconds = (long)Math.Ceiling(after.TotalSeconds);
        var wait = seconds > 90
            ? $"{((seconds + 59) / 60).ToString(CultureInfo.InvariantCulture)} minutes"
            : $"{seconds.ToString(CultureInfo.InvariantCulture)} seconds";
        return $"There were too many attempts. Try again in {wait}, or ask an administrator for another password.";
    }

    /// <summary>Removes the session's cookie.</summary>
    /// <param name="context">The request.</param>
    public static Task SignOutAsync(HttpContext context) =>
        context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <inheritdoc/>
    public void Dispose()
    {
        _byAddress.Dispose();
        _hashing.Dispose();
    }

    private async Task BeginAsync(HttpContext context, Account? account)
    {
        if (account is not null)
        {
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, claims.Begin(account));
            context.Features.Set(new AuditNote { Actor = $"account:{account.Name}", Subject = account.Name });
        }
    }

    private async Task<SignInOutcome> CheckAsync(HttpContext context, string name, Func<Task<SignInOutcome>> check)
    {
        var after = _byAddress.Count(context.Connection.RemoteIpAddress);
        if (after > TimeSpan.Zero)
        {
            NoteFailure(context, name, "too-many-attempts");
            return new SignInOutcome(null, after);
        }

        await _hashing.WaitAsync(context.RequestAborted);
        SignInOutcome outcome;
        try
        {
            outcome = await check();
        }
        finally
        {
            _hashing.Release();
        }

        if (outcome.Account is null)
        {
            NoteFailure(context, name, outcome.RetryAfter > TimeSpan.Zero ? "locked" : "password-wrong");
        }

        return outcome;
    }

    /// <summary>
    /// Tells the audit of a failure. A name that nobody has is not kept: it may be a password in the wrong field.
    /// </summary>
    private void NoteFailure(HttpContext context, string? name, string code) => context.Features.Set(
        new AuditNote
        {
            RefusedAction = AuditTable.SignInFailed,
            Subject = name is null ? null : accounts.Find(name)?.Name,
            Code = code,
        });
}
