using System.Net;

namespace PresenceOfMind.Engine.Network;

/// <summary>
/// Which addresses webhooks reach: public ones, and of loopback and private networks those that the operator allows. Who configures a
/// team could otherwise have the program speak to what only this machine or its network reaches.
/// </summary>
/// <param name="allowed">Loopback and private networks that may be reached, each as <c>address/bits</c>.</param>
/// <param name="forbidden">Networks that are never reached, also where they are allowed, each as <c>address/bits</c>.</param>
public sealed class WebhookNetworks(IEnumerable<string> allowed, IEnumerable<string> forbidden)
{
    // IANA's registries of special-purpose addresses (RFC 6890): what is not reached over the internet, and multicast.
    private static readonly ForbiddenNetworks Inside = new(
    [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "64:ff9b:1::/48",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    ]);

    private readonly ForbiddenNetworks _allowed = new(allowed);
    private readonly ForbiddenNetworks _forbidden = new(forbidden);

    /// <summary>The networks of this machine alone, which the demo allows.</summary>
    public static IReadOnlyList<string> Loopback { get; } = ["127.0.0.0/8", "::1/128"];

    /// <summary>Why a webhook is refused when it is configured, as far as its host is an address or <c>localhost</c>.</summary>
    /// <param name="url">The webhook's address.</param>
    /// <returns>The reason in words, with the name of the option; null where only the connection can tell, or nothing is wrong.</returns>
    public string? Refuse(Uri url)
    {
        var host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        var address = IPAddress.TryParse(host, out var literal) ? literal
            : IsLocalhost(host) ? IPAddress.Loopback
            : null;
        return address is not null && Refuse(address) is { } reason
            ? $"The address of {url.Host} {reason}. Give an address that the program may reach, or start the program with another value of "
                + "that option."
            : null;
    }

    /// <summary>Connects to a host, as the callback of a <see cref="SocketsHttpHandler"/>.</summary>
    /// <param name="context">The host and port.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForbiddenAddressException">No address of the host may be reached.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The name is unknown, or no program accepts the connection.</exception>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        GuardedConnection.ConnectAsync(context, Refuse, cancellationToken);

    private string? Refuse(IPAddress address) => _forbidden.Contains(address) ? ForbiddenNetworks.Reason
        : Inside.Contains(address) && !_allowed.Contains(address)
            ? "is in a loopback or private network, which --webhook-networks does not allow"
        : null;

    // RFC 6761: these names mean this machine.
    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
