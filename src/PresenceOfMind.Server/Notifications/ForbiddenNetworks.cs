using System.Net;

namespace PresenceOfMind.Server.Notifications;

/// <summary>The networks that no callback may reach.</summary>
internal sealed class ForbiddenNetworks(IEnumerable<string> networks)
{
    private readonly List<IPNetwork> _networks = [.. networks.Select(IPNetwork.Parse)];

    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(n => n.Contains(plain));
    }
}
