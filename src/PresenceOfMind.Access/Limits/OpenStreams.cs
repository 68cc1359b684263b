using System.Threading.RateLimiting;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Limits;

/// <summary>Counts the event streams that are open.</summary>
/// <param name="limits">How many there may be.</param>
public sealed class OpenStreams(StreamLimits limits) : IDisposable
{
    /// <summary>When a reader without a place is to try again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly PlaceLimiter _places = new(limits.PerKey, limits.InAll);

    /// <summary>Takes a place for a stream, until the lease is disposed.</summary>
    /// <param name="caller">Who opens it.</param>
    /// <exception cref="AccessException">429: there is none.</exception>
    public RateLimitLease TakePlace(Principal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var place = _places.TakePlace(caller);
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        throw new AccessException(
            429,
            "too-many-streams",
            $"{caller.Actor ?? caller.Name} has {limits.PerKey} streams open, or all have {limits.InAll}. Close one that is not needed. "
                + "The operator sets the limits with --streams-per-key and --streams.")
        {
            RetryAfter = RetryAfter,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
