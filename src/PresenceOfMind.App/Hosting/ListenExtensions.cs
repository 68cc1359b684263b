using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Hosting;

/// <summary>Opens the ports.</summary>
internal static class ListenExtensions
{
    /// <summary>Listens at the ports of the Presence Web Service.</summary>
    /// <param name="kestrel">The web server.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="certificate">The certificate of the HTTPS port.</param>
    public static void ListenPws(this KestrelServerOptions kestrel, PomSettings settings, PwsCertificate certificate)
    {
        kestrel.Listen(settings.Address, settings.PwsHttpPort);
        kestrel.Listen(settings.Address, settings.PwsHttpsPort, listen => listen.UseHttps(https =>
            https.ServerCertificateSelector = (_, _) => certificate.Current));
    }

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
