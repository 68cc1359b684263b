using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Ports;

/// <summary>Opens the ports.</summary>
internal static class ListenExtensions
{
    /// <summary>The path of the endpoint listener, at the page's port.</summary>
    public const string Listener = "/pws";

    /// <summary>Listens at the ports of the Presence Web Service.</summary>
    /// <param name="kestrel">The web server.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="certificate">The certificate of the HTTPS port.</param>
    public static void ListenPws(this KestrelServerOptions kestrel, PomSettings settings, ServerCertificate certificate)
    {
        foreach (var (http, https) in settings.PwsPorts())
        {
            kestrel.Listen(settings.Address, http);
            kestrel.Listen(settings.Address, https, listen => listen.UseHttps(Tls(certificate)));
        }
    }

    /// <summary>Listens at the port of the page, or at that of /admin.</summary>
    /// <param name="kestrel">The web server.</param>
    /// <param name="settings">The settings, which say whether it is HTTPS.</param>
    /// <param name="port">The port.</param>
    /// <param name="certificate">The certificate of the HTTPS ports; null where there is none.</param>
    public static void ListenPage(this KestrelServerOptions kestrel, PomSettings settings, int port, ServerCertificate? certificate) =>
        kestrel.Listen(settings.Address, port, listen =>
        {
            if (certificate is not null && settings.PageHttps)
            {
                listen.UseHttps(Tls(certificate));
            }
        });

    /// <summary>The ports of the Presence Web Service, HTTP and HTTPS, of each node.</summary>
    public static IEnumerable<(int Http, int Https)> PwsPorts(this PomSettings settings) => settings.Nodes.Count == 0
        ? [(settings.PwsHttpPort, settings.PwsHttpsPort)]
        : settings.Nodes.Select(n => (n.HttpPort, n.HttpsPort));

    /// <summary>The URL at which this machine reaches the page.</summary>
    /// <param name="settings">The settings.</param>
    public static Uri PageUrl(this PomSettings settings) => settings.PageUrl(settings.Port);

    /// <summary>The URL at which this machine reaches the port of the page, or that of /admin.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="port">The port.</param>
    public static Uri PageUrl(this PomSettings settings, int port) => settings.Url(settings.PageHttps ? "https" : "http", port);

    /// <summary>A URL at which this machine reaches one of its own ports.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="port">The port.</param>
    public static Uri Url(this PomSettings settings, string scheme, int port)
    {
        var address = settings.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : settings.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : settings.Address;
        return new UriBuilder(scheme, address.ToString(), port).Uri;
    }

    // Asked at each handshake, so that a certificate that was renewed is used at once.
    private static TlsHandshakeCallbackOptions Tls(ServerCertificate certificate) => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Context }),
    };
}
