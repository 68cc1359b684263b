using System.Globalization;
using System.Net;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.SetUp;

/// <summary>Where a node or this machine is, as people write it: a name, a name and a port, or an address with its scheme.</summary>
internal static class NodeAddress
{
    /// <summary>A node's address. Its port is that of PWS (8082, or 8083 by HTTPS) where none is written.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="https">Whether HTTPS is wished where no scheme is written.</param>
    /// <param name="port">The port that is wished where none is written.</param>
    /// <returns>Null where it is no address.</returns>
    public static Uri? OfNode(string text, bool https, int? port)
    {
        if (Parse(text, https) is not var (full, url))
        {
            return null;
        }

        if (HasPort(full, url))
        {
            return url;
        }

        return new UriBuilder(url) { Port = port ?? (url.Scheme == Uri.UriSchemeHttps ? PwsFacts.HttpsPort : PwsFacts.HttpPort) }.Uri;
    }

    /// <summary>The address of an endpoint on this machine.</summary>
    /// <param name="host">The machine's name or address, perhaps with a port.</param>
    /// <param name="port">The port where none is written.</param>
    /// <param name="path">The path.</param>
    /// <returns>Null where it is no address.</returns>
    public static Uri? OfEndpoint(string host, int port, string path) =>
        OfNode(host, https: false, port) is { Scheme: "http", AbsolutePath: "/" } url ? new Uri(url, path) : null;

    /// <summary>Whether a node's or machine's address says its port.</summary>
    /// <param name="text">What is written.</param>
    public static bool NamesPort(string text) => Parse(text, https: false) is var (full, url) && HasPort(full, url);

    /// <summary>Reads a port.</summary>
    /// <returns>Null where it is none.</returns>
    public static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : null;

    private static (string Full, Uri Url)? Parse(string text, bool https)
    {
        var full = text.Contains("://", StringComparison.Ordinal)
            ? text
            : $"{(https ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{Bracketed(text)}";
        return Uri.TryCreate(full, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.Host.Length > 0
            ? (full, url)
            : null;
    }

    // An IPv6 address may be written without brackets.
    private static string Bracketed(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{text}]"
            : text;

    private static bool HasPort(string text, Uri url) =>
        !url.IsDefaultPort || text.Contains($":{url.Port}", StringComparison.Ordinal);
}
