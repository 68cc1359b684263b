using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Tests.Shared;

/// <summary>Ports that nobody listens at.</summary>
public static class FreePort
{
    // Below those that the system gives to connections: one of these may be taken by anybody's connection before it is listened
    // at, or while a server is down that is to come back at it, and for a minute after that connection.
    private const int First = 20_000;
    private const int Count = 12_000;

    // One after the other, from where no other test program begins, so that none is found twice before somebody listens there.
    private static int _last = Random.Shared.Next(Count);

    /// <summary>One that nobody has now, and that neither the system nor this gives to anybody else soon.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
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
