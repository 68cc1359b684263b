using System.Net;

namespace PresenceOfMind.Engine.Network;

/// <summary>Addresses as programs write them.</summary>
public static class IPAddressExtensions
{
    /// <summary>An IPv4 address that came over an IPv6 socket (<c>::ffff:192.0.2.1</c>) as IPv4; every other address as it is.</summary>
    /// <param name="address">The address.</param>
    public static IPAddress Unmap(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
