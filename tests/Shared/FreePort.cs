using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Tests.Shared;

/// <summary>Ports that nobody listens at.</summary>
public static class FreePort
{
    // Below those that the system gives to connections: one of these may be taken by anybody's connection before it is listened
    // at, or while a server is down that is to come back at it, and for a minute after that connection.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>One that nobody has now, and that the system gives to nobody.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; another will do.
            }
        }
    }
}
