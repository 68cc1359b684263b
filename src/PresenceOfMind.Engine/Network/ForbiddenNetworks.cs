using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Engine.Network;

/// <summary>
/// The networks that the program never connects to on behalf of others: callbacks and webhooks name addresses that strangers chose.
/// </summary>
/// <param name="networks">Each as <c>address/bits</c>.</param>
public sealed class ForbiddenNetworks(IEnumerable<string> networks)
{
    // Prefixes after which an IPv6 address carries an IPv4 address: mapped and compatible (RFC 4291, 2.5.5), and NAT64 (RFC 6052).
    private static readonly IPNetwork[] Carriers =
    [
        IPNetwork.Parse("::ffff:0:0/96"),
        IPNetwork.Parse("::/96"),
        IPNetwork.Parse("64:ff9b::/96"),
    ];

    // 6to4 (RFC 3056): the IPv4 address follows the first two bytes.
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Completes "the address of HOST …".</summary>
    internal const string Reason = "is in a network that --forbidden-networks forbids";

    private readonly List<IPNetwork> _networks = [.. networks.Select(IPNetwork.Parse).Select(Plain)];

    /// <summary>By default link-local networks, where clouds keep their metadata services and secrets.</summary>
    public static IReadOnlyList<string> Default { get; } = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128"];

    /// <summary>Whether an address is in one of the networks, in whatever form it is spelled.</summary>
    /// <param name="address">The address that would be connected to.</param>
    public bool Contains(IPAddress address) =>
        Has(address)
        || (CarriedBy(address) is { } carried && Has(carried))
        || (IsThisMachine(CarriedBy(address) ?? address) && (Has(IPAddress.Loopback) || Has(IPAddress.IPv6Loopback)));

    /// <summary>Connects to a host, as the callback of a <see cref="SocketsHttpHandler"/>.</summary>
    /// <param name="context">The host and port.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForbiddenAddressException">Every address of the host is in a forbidden network.</exception>
    /// <exception cref="SocketException">The name is unknown, or no program accepts the connection.</exception>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        GuardedConnection.ConnectAsync(context, address => Contains(address) ? Reason : null, cancellationToken);

    /// <summary>A network of IPv4 addresses that is written as one of IPv6 is the network of IPv4.</summary>
    private static IPNetwork Plain(IPNetwork network) => network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= 96
        ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - 96)
        : network;

    private static IPAddress? CarriedBy(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.Equals(IPAddress.IPv6Loopback))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : Array.Exists(Carriers, carrier => carrier.Contains(address)) ? new IPAddress(bytes.AsSpan(12, 4))
            : null;
    }

    // Who connects to the address that stands for any reaches this machine.
    private static bool IsThisMachine(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private bool Has(IPAddress address) => _networks.Exists(network => network.Contains(address));
}
