using System.Threading.RateLimiting;
using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Access.Limits;

/// <summary>
/// Counts what is held open (live pages, event streams), of each caller and in all. While nobody is asked for a key, everybody has the
/// places of all.
/// </summary>
/// <param name="perCaller">How many places one caller has; at least 1.</param>
/// <param name="inAll">How many places there are; at least 1.</param>
public sealed class PlaceLimiter(int perCaller, int inAll) : IDisposable
{
    private readonly PartitionedRateLimiter<Principal> _places = PartitionedRateLimiter.CreateChained(
        Limit(p => p.Actor ?? "", p => p.Actor is null ? inAll : perCaller), Limit(_ => "", _ => inAll));

    /// <summary>Takes a place, until the lease is disposed.</summary>
    /// <param name="caller">Whose it is.</param>
    public RateLimitLease TakePlace(Principal caller) => _places.AttemptAcquire(caller);

    /// <summary>Whether there is a place.</summary>
    /// <param name="caller">Whose it would be.</param>
    public bool HasPlace(Principal caller) => _places.GetStatistics(caller) is not { CurrentAvailablePermits: <= 0 };

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private static PartitionedRateLimiter<Principal> Limit(Func<Principal, string> whose, Func<Principal, int> most) =>
        PartitionedRateLimiter.Create<Principal, string>(caller => RateLimitPartition.GetConcurrencyLimiter(
            whose(caller), _ => new ConcurrencyLimiterOptions { PermitLimit = most(caller) }));
}
