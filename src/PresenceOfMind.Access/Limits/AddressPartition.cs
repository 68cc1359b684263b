using System.Net;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Access.Limits;

/// <summary>
/// The counter that an address has. There are 65,536 of them, so that however many addresses there are, they fill no memory; two
/// addresses that share one share its limit. Which ones do differs with each start, so nobody can aim at another's.
/// </summary>
internal static class AddressPartition
{
    /// <summary>The counter of an address. Who has an IPv6 network of its own has all its addresses, so the first 64 bits count.</summary>
    /// <param name="address">The address; null where the connection has none.</param>
    public static ushort Find(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = address.Unmap().TryWriteBytes(bytes, out var written);
        var hash = new HashCode();
        hash.AddBytes(bytes[..Math.Min(written, 8)]);
        return (ushort)hash.ToHashCode();
    }
}
