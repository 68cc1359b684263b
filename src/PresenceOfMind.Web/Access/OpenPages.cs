using System.Threading.RateLimiting;
using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// Counts the pages that are open with a live connection, of each account and in all. While nobody signs in, everybody has the places of
/// all.
/// </summary>
/// <param name="limits">How many there may be.</param>
internal sealed class OpenPages(PageLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<Principal> _places = PartitionedRateLimiter.CreateChained(
        Limit(p => p.Actor ?? "", p => p.Actor is null ? limits.InAll : limits.PerAccount), Limit(_ => "", _ => limits.InAll));

    /// <summary>Takes a place for a page, until the lease is disposed.</summary>
    /// <param name="reader">Who opens it.</param>
    public RateLimitLease TakePlace(Principal reader) => _places.AttemptAcquire(reader);

    /// <summary>Whether there is a place for a page.</summary>
    /// <param name="reader">Who opens it.</param>
    public bool HasPlace(Principal reader) => _places.GetStatistics(reader) is not { CurrentAvailablePermits: <= 0 };

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private static PartitionedRateLimiter<Principal> Limit(Func<Principal, string> whose, Func<Principal, int> most) =>
        PartitionedRateLimiter.Create<Principal, string>(reader => RateLimitPartition.GetConcurrencyLimiter(
            whose(reader), _ => new ConcurrencyLimiterOptions { PermitLimit = most(reader) }));
}
