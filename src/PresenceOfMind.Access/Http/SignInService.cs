using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>Signs people in and out at the page. Attempts are limited by address here, and by name in <see cref="AccountStore"/>.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="claims">Makes sessions.</param>
public sealed class SignInService(AccountStore accounts, PrincipalClaims claims) : IDisposable
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
            outcome = await accounts.SignInAsync(name, password);
        }
        finally
        {
            _hashing.Release();
        }

        if (outcome.Account is { } account)
        {
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, claims.Begin(account));
            context.Features.Set(new AuditNote { Actor = $"account:{account.Name}", Subject = account.Name });
        }
        else
        {
            NoteFailure(context, name, outcome.RetryAfter > TimeSpan.Zero ? "locked" : "password-wrong");
        }

        return outcome;
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

    /// <summary>
    /// Tells the audit of a failure. A name that nobody has is not kept: it may be a password in the wrong field.
    /// </summary>
    private void NoteFailure(HttpContext context, string name, string code) => context.Features.Set(
        new AuditNote { RefusedAction = AuditTable.SignInFailed, Subject = accounts.Find(name)?.Name, Code = code });
}
