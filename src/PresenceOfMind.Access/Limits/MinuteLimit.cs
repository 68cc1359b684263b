using System.Threading.RateLimiting;

namespace PresenceOfMind.Access.Limits;

/// <summary>So many a minute, of each of many.</summary>
internal static class MinuteLimit
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Makes a limiter.</summary>
    /// <param name="most">How many a minute.</param>
    /// <param name="partition">Whose.</param>
    public static PartitionedRateLimiter<T> Create<T, TKey>(int most, Func<T, TKey> partition)
        where TKey : notnull => PartitionedRateLimiter.Create<T, TKey>(
            subject => RateLimitPartition.GetFixedWindowLimiter(
                partition(subject), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window }));

    /// <summary>Counts one.</summary>
    /// <param name="limiter">The limiter.</param>
    /// <param name="subject">Whose it is.</param>
    /// <returns>Zero where it may go on; otherwise in how long it may be tried again.</returns>
    public static TimeSpan Count<T>(this PartitionedRateLimiter<T> limiter, T subject)
    {
        using var lease = limiter.AttemptAcquire(subject);
        return lease.IsAcquired ? TimeSpan.Zero
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after
            : Window;
    }
}
