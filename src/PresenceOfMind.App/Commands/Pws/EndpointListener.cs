using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Takes the notifications that a server sends to this machine, for one command.</summary>
internal sealed class EndpointListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EndpointListener(WebApplication app) => _app = app;

    /// <summary>
    /// Listens at an endpoint's port and calls for each notification, inside the callback, whatever its path: a callback is a
    /// hint and no more. The answer is 200 and nothing, also to what is no notification.
    /// </summary>
    /// <param name="endpoint">Where the server calls.</param>
    /// <param name="notified">Takes the subscription's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserException">The port cannot be had.</exception>
    public static async Task<EndpointListener> StartAsync(
        Uri endpoint, Func<int, CancellationToken, Task> notified, CancellationToken cancellationToken)
    {
        var address = await AddressAsync(endpoint.IdnHost, cancellationToken);
        return await TryStartAsync(address, endpoint.Port, Take, cancellationToken)
            ?? throw new UserException(
                ExitCode.Usage,
                $"port {endpoint.Port} is in use: stop the program that uses it, or choose another with --listen, for pom pws create too.");

        void Take(WebApplication app) => app.Run(context =>
            int.TryParse(context.Request.Query["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && HttpMethods.IsGet(context.Request.Method)
                ? notified(id, cancellationToken)
                : Task.CompletedTask);
    }

    /// <summary>Listens at an address and a port.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port.</param>
    /// <param name="map">Says what answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the port is in use.</returns>
    public static async Task<EndpointListener?> TryStartAsync(
        IPAddress address, int port, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        var settings = new PomSettings { Address = address, Port = port, LogLevel = LogLevel.None };
        var builder = HostExtensions.NewPlainBuilder(settings);
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(address, port));
        var app = builder.Build();
        map(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return new EndpointListener(app);
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Where to listen for a name: at the address of this machine that it means, else, behind a translator, at all.</summary>
    /// <param name="host">The name or address, an IPv6 one perhaps in brackets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IPAddress> AddressAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var own = NetworkInterface
                .GetAllNetworkInterfaces()
                .SelectMany(n => n.GetIPProperties().UnicastAddresses)
                .Select(u => u.Address)
                .ToHashSet();
            var named = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), cancellationToken);
            return named.FirstOrDefault(a => IPAddress.IsLoopback(a) || own.Contains(a)) ?? IPAddress.Any;
        }
        catch (SocketException)
        {
            return IPAddress.Any;
        }
    }
}
