using System.Threading.RateLimiting;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Web.Access;

/// <summary>Counts the pages that are open with a live connection.</summary>
/// <param name="limits">How many there may be.</param>
internal sealed class OpenPages(PageLimits limits) : IDisposable
{
    private readonly PlaceLimiter _places = new(limits.PerAccount, limits.InAll);

    /// <summary>Takes a place for a page, until the lease is disposed.</summary>
    /// <param name="reader">Who opens it.</param>
    public RateLimitLease TakePlace(Principal reader) => _places.TakePlace(reader);

    /// <summary>Whether there is a place for a page.</summary>
    /// <param name="reader">Who opens it.</param>
    public bool HasPlace(Principal reader) => _places.HasPlace(reader);

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
