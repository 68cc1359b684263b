using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Components.Server.Circuits;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// Gives a page that becomes live its place, and takes the place back when the page is closed, or when its connection was lost for too
/// long. A page without a place is ended. The document of a page asks before, so only pages that open at the same moment come here.
/// </summary>
/// <param name="pages">The places.</param>
/// <param name="user">The reader.</param>
internal sealed class OpenPageHandler(OpenPages pages, PageUser user) : CircuitHandler
{
    private RateLimitLease? _place;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (await user.FindAsync() is not { } reader)
        {
            // The page itself asks to sign in again.
            return;
        }

        _place = pages.TakePlace(reader);
        if (!_place.IsAcquired)
        {
            throw new AccessException(429, "too-many-pages", $"{reader.Actor ?? reader.Name} has too many pages open.");
        }
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _place?.Dispose();
        return Task.CompletedTask;
    }
}
