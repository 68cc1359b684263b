using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Access.Http;

/// <summary>Who sends a request, for its handler.</summary>
public static class PrincipalExtensions
{
    /// <summary>The verified caller; null for a route that needs nothing and was sent no key.</summary>
    /// <param name="context">The request.</param>
    public static Principal? FindPrincipal(this HttpContext context) => context.Features.Get<Principal>();

    /// <summary>The verified caller of a route that needs one.</summary>
    /// <param name="context">The request.</param>
    public static Principal GetPrincipal(this HttpContext context) => context.FindPrincipal()
        ?? throw new InvalidOperationException("The route was mapped without UseAccess.");
}
