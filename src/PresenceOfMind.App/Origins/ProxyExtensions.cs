using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace PresenceOfMind.App.Origins;

/// <summary>Believes what trusted proxies say about the client of a request, and nobody else.</summary>
internal static class ProxyExtensions
{
    /// <summary>
    /// Takes address, scheme and host of the client from <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> of requests that come
    /// from a trusted proxy. Of several addresses the last one that is no trusted proxy is the client, since those before it are what the
    /// client wrote. From anybody else the headers are ignored. Comes before everything that reads one of these.
    /// </summary>
    /// <param name="app">The port.</param>
    /// <param name="proxies">Each as an address or as <c>address/bits</c>; none believes nobody.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<string> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }
}
