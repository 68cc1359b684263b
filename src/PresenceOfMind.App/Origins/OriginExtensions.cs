using System.Net;
using Microsoft.Net.Http.Headers;

namespace PresenceOfMind.App.Origins;

/// <summary>Prevents pages of other origins from changing anything (CSRF).</summary>
internal static class OriginExtensions
{
    private const string Refused = "origin-foreign";
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Adds what <see cref="UseOwnOrigin"/> needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="publicUrl">Where browsers reach the page; null where that is what each request itself says.</param>
    /// <param name="allowed">Further origins, each as scheme, host and port.</param>
    public static void AddOwnOrigin(this IServiceCollection services, Uri? publicUrl, IReadOnlyList<string> allowed)
    {
        services.AddSingleton(new OriginPolicy(publicUrl, allowed));
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. allowed])
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.Location, HeaderNames.ETag, HeaderNames.RetryAfter)));
    }

    /// <summary>
    /// Refuses unsafe requests and WebSocket upgrades of other origins with 403, whatever they ask for. The path of the public URL is
    /// taken as the base, whether a proxy in front passes it on or not, and its scheme as that of requests for its host. Comes before
    /// routing.
    /// </summary>
    /// <param name="app">The port.</param>
    /// <param name="publicUrl">Where browsers reach the page; null where that is what each request itself says.</param>
    public static void UseOwnOrigin(this IApplicationBuilder app, Uri? publicUrl)
    {
        if (publicUrl is not null)
        {
            var path = new PathString(publicUrl.AbsolutePath.TrimEnd('/'));
            app.UsePathBase(path);
            app.Use((context, next) =>
            {
                var request = context.Request;
                request.PathBase = path;
                if (IsFor(publicUrl, request.Host))
                {
                    // A proxy that ends TLS says so only where it is told to, and cookies must be secure all the same.
                    request.Scheme = publicUrl.Scheme;
                }

                return next(context);
            });
        }

        var policy = app.ApplicationServices.GetRequiredService<OriginPolicy>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            var why = MayChange(context) ? policy.Refuse(request.Headers.Origin, $"{request.Headers[FetchSite]}", $"{request.Host}") : null;
            return why is null ? next(context) : RefuseAsync(context, why);
        });
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseCors());
    }

    /// <summary>
    /// Refuses every request with an <c>Origin</c> that reaches a port over loopback. No program that speaks PWS sends one, and a page
    /// in a browser on this machine has no business there.
    /// </summary>
    /// <param name="app">The port of the Presence Web Service.</param>
    public static void UseNoOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.Headers.Origin.Count > 0 && context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address)
            ? RefuseAsync(context, "This port is for programs, not for pages in a browser. Send the request without an Origin header.")
            : next(context));

    private static bool IsFor(Uri url, HostString host) =>
        string.Equals(host.Host, url.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? port == url.Port : url.IsDefaultPort);

    /// <summary>Whether a request may change something: one of an unsafe method (RFC 9110, 9.2.1), or the opening of a WebSocket.</summary>
    private static bool MayChange(HttpContext context)
    {
        var request = context.Request;
        var method = request.Method;
        var isSafe = HttpMethods.IsGet(method)
            || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method)
            || HttpMethods.IsTrace(method);

        // Over HTTP/2 a WebSocket is opened by CONNECT, which is no safe method.
        return !isSafe || request.Headers.Upgrade.Count > 0;
    }

    private static Task RefuseAsync(HttpContext context, string why) => Results
        .Problem(why, statusCode: StatusCodes.Status403Forbidden, extensions: new Dictionary<string, object?> { ["code"] = Refused })
        .ExecuteAsync(context);
}
