using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Callers;

namespace PresenceOfMind.Access.Http;

/// <summary>Who sends a request, for its handler.</summary>
public static class CallerExtensions
{
    /// <summary>The verified caller; null for a route that needs nothing and was sent no key.</summary>
    /// <param name="context">The request.</param>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The verified caller of a route that needs one.</summary>
    /// <param name="context">The request.</param>
    public static Caller GetCaller(this HttpContext context) => context.FindCaller()
        ?? throw new InvalidOperationException("The route was mapped without UseAccess.");
}
