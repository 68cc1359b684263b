using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
    public static void ListenPws(this KestrelServerOptions kestrel, PomSettings settings, PwsCertificate certificate)
    {
        foreach (var (http, https) in settings.PwsPorts())
        {
            kestrel.Listen(settings.Address, http);
            kestrel.Listen(settings.Address, https, listen => listen.UseHttps(tls =>
                tls.ServerCertificateSelector = (_, _) => certificate.Current));
        }
    }

    /// <summary>The ports of the Presence Web Service, HTTP and HTTPS, of each node.</summary>
    public static IEnumerable<(int Http, int Https)> PwsPorts(this PomSettings settings) => settings.Nodes.Count == 0
        ? [(settings.PwsHttpPort, settings.PwsHttpsPort)]
        : settings.Nodes.Select(n => (n.HttpPort, n.HttpsPort));

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
}
