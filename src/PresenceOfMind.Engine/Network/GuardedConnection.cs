using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Engine.Network;

/// <summary>Connects to hosts that strangers name, but only to addresses that a rule allows.</summary>
internal static class GuardedConnection
{
    /// <summary>
    /// Connects to a host. The check is made on the addresses that are connected to, so that a name cannot mean another address a
    /// moment later.
    /// </summary>
    /// <param name="context">The host and port.</param>
    /// <param name="refuse">Why an address is not connected to, to complete "the address of HOST …"; null where it is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForbiddenAddressException">No address of the host is allowed.</exception>
    /// <exception cref="SocketException">The name is unknown, or no program accepts the connection.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, Func<IPAddress, string?> refuse, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => refuse(address) is null);
        if (allowed.Length == 0)
        {
            var reason = addresses.Select(refuse).FirstOrDefault() ?? "is unknown";
            throw new ForbiddenAddressException($"the address of {host} {reason}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
