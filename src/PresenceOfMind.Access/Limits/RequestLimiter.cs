using System.Net;
using System.Threading.RateLimiting;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Limits;

/// <summary>
/// Limits requests a minute: of who was verified by key or account, whatever else comes from the same address; and by address of all
/// others. So nobody keeps a valid key out with wrong ones.
/// </summary>
/// <param name="options">How many.</param>
public sealed class RequestLimiter(LimitOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<Principal> _byPrincipal =
        MinuteLimit.Create<Principal, (PrincipalKind Kind, string Name)>(options.RequestsPerKey, p => (p.Kind, p.Name));

    private readonly PartitionedRateLimiter<IPAddress?> _byAddress =
        MinuteLimit.Create<IPAddress?, ushort>(options.RequestsPerAddress, AddressPartition.Find);

    /// <summary>Counts a request.</summary>
    /// <param name="principal">Who sends it; null where that is not verified.</param>
    /// <param name="address">From where, after trusted proxies.</param>
    /// <exception cref="AccessException">429: there were too many.</exception>
    public void Count(Principal? principal, IPAddress? address)
    {
        var after = principal is null ? _byAddress.Count(address) : _byPrincipal.Count(principal);
        if (after > TimeSpan.Zero)
        {
            throw new AccessException(
                429,
                "too-many-requests",
                principal is null
                    ? $"There were more than {options.RequestsPerAddress} requests a minute from this address without a valid API key or "
                        + "session. Try again later, or use a valid key."
                    : $"There were more than {options.RequestsPerKey} requests a minute by {principal.Actor ?? principal.Name}. Try again "
                        + "later. The operator sets the limit with --requests-per-key.")
            {
                RetryAfter = after,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _byPrincipal.Dispose();
        _byAddress.Dispose();
    }
}
