using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PresenceOfMind.Engine.Http;

/// <summary>Limits what browsers do with the answers of a port.</summary>
public static class PageHeaders
{
    private const string ReferrerPolicy = "Referrer-Policy";

    /// <summary>
    /// Adds to every answer a content security policy, where the route gives none of its own, <c>X-Content-Type-Options</c>,
    /// <c>X-Frame-Options</c> and <c>Referrer-Policy</c>; and <c>Cache-Control: no-store</c>, where the answer says nothing of caches. Use
    /// it before everything that answers.
    /// </summary>
    /// <param name="app">The port.</param>
    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Whoever answers an error clears the headers first, so they are added when the answer begins.
        context.Response.OnStarting(() =>
        {
            AddTo(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void AddTo(IHeaderDictionary headers)
    {
        // Blazor adds one that says only who may frame the page.
        if (!headers.ContentSecurityPolicy.Any(policy => policy!.Contains("default-src", StringComparison.Ordinal)))
        {
            headers.Append(HeaderNames.ContentSecurityPolicy, ContentPolicy.Default);
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // With "no-referrer" a browser says "Origin: null" in its own forms too, which are then refused as those of a stranger.
        headers[ReferrerPolicy] = "same-origin";
    }
}
