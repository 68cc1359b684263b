using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Server.Tests.Sessions;

/// <summary>A client at another address of this machine: all of 127.0.0.0/8 is loopback.</summary>
internal static class LocalClient
{
    /// <summary>Makes a client whose connections come from an address.</summary>
    /// <param name="source">For example <c>127.0.0.2</c>.</param>
    /// <param name="server">The root of the server.</param>
    public static HttpClient From(string source, Uri server) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = server };
}
