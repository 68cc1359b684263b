using System.Net;
using System.Net.Sockets;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client.AspNetCore;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Receives the notifications of one command.</summary>
internal sealed class WatchListener : IAsyncDisposable
{
    private const string Path = "/pws";

    /// <summary>The common ports that are tried, in this order; none needs an administrator.</summary>
    public static readonly IReadOnlyList<int> Candidates = [8080, 8081, 8088, 8000, 8888];

    private readonly EndpointListener _listener;

    private WatchListener(EndpointListener listener, Uri url)
    {
        _listener = listener;
        Url = url;
    }

    /// <summary>Where the server reaches it.</summary>
    public Uri Url { get; }

    /// <summary>Listens at an address that the server can reach.</summary>
    /// <param name="server">The server.</param>
    /// <param name="wished">This machine as the server reaches it, null to find it out, and the port, null for the first free one that is
    /// common.</param>
    /// <param name="hub">Takes the notifications.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserException">No port is free, or the server cannot be reached.</exception>
    public static async Task<WatchListener> StartAsync(
        Uri server, (string? Host, int? Port) wished, NotificationHub hub, CancellationToken cancellationToken)
    {
        var own = wished.Host is { } host ? await EndpointListener.AddressAsync(host, cancellationToken) : await OwnAddressAsync(
            server, cancellationToken);
        IReadOnlyList<int> ports = wished.Port is { } port ? [port] : Candidates;
        foreach (var candidate in ports)
        {
            if (await TryStartAsync(own, wished.Host ?? own.ToString(), candidate, hub, cancellationToken) is { } listener)
            {
                return listener;
            }
        }

        throw new UserException(
            ExitCode.Usage,
            $"no port of {string.Join(", ", ports)} is free for notifications: give a free common port of the server with --listen.");
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    /// <summary>The address of this machine from which the server is reached, and so can reach back.</summary>
    private static async Task<IPAddress> OwnAddressAsync(Uri server, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(server.IdnHost.Trim('[', ']'), cancellationToken);
            using var socket = new Socket(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(addresses[0], server.Port, cancellationToken);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException error)
        {
            throw new UserException(ExitCode.Unreachable, $"{server.Host} cannot be found: {error.Message}", error);
        }
    }

    private static async Task<WatchListener?> TryStartAsync(
        IPAddress own, string host, int port, NotificationHub hub, CancellationToken cancellationToken)
    {
        var listener = await EndpointListener.TryStartAsync(own, port, Map, cancellationToken);
        return listener is null ? null : new WatchListener(listener, new UriBuilder("http", host, port, Path).Uri);

        void Map(WebApplication app)
        {
            app.UseRouting();
            app.MapPresenceEndpoint(Path, hub);
        }
    }
}
