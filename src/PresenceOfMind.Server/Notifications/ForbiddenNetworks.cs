using System.Net;

namespace PresenceOfMind.Server.Notifications;

/// <summary>The networks that no callback may reach.</summary>
internal sealed class ForbiddenNetworks(IEnumerable<string> networks)
{
    private readonly List<IPNetwork> _networks = [.. networks.Select(IPNetwork.Parse)];

    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Has(plain) || (IsThisMachine(plain) && (Has(IPAddress.Loopback) || Has(IPAddress.IPv6Loopback)));
    }

    // Who connects to the address that stands for any reaches this machine.
    private static bool IsThisMachine(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private bool Has(IPAddress address) => _networks.Exists(n => n.Contains(address));
}
