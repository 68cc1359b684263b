using System.Net;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Server.Sessions;

/// <summary>The address that a log-in comes from, as failures are counted for it.</summary>
internal static class LoginAddress
{
    private const int Ipv6Bytes = 16;

    /// <summary>An IPv4 address as it is; of an IPv6 address the first 64 bits, since one host has all that follow.</summary>
    public static string From(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        address = address.Unmap();
        var bytes = address.GetAddressBytes();
        return bytes.Length == Ipv6Bytes ? new IPAddress([.. bytes.Take(8), .. new byte[8]]) + "/64" : address.ToString();
    }
}
