using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
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
    private readonly PartitionedRateLimiter<IPAddress> _byAddress = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Checks a name and a password, and gives the browser the session's cookie where both are right.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name, as the person wrote it.</param>
    /// <param name="password">The password.</param>
    public async Task<SignInOutcome> SignInAsync(HttpContext context, string name, string password)
    {
        using var lease = _byAddress.AttemptAcquire(Partition(context.Connection.RemoteIpAddress));
        if (!lease.IsAcquired)
        {
            NoteFailure(context, name, "too-many-attempts");
            return new SignInOutcome(
                null, lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1));
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

    /// <summary>Who has an IPv6 network of its own has all its addresses, so the first 64 bits count.</summary>
    private static IPAddress Partition(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Math.Min(bytes.Length, 8)).Clear();
        return new IPAddress(bytes);
    }
}
