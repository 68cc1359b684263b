using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace PresenceOfMind.Engine.Grains;

/// <summary>Hosts the engine.</summary>
public static class SiloExtensions
{
    /// <summary>
    /// Adds one silo inside this process: membership in memory, a free port on loopback, no gateway, so that two
    /// programs run beside each other.
    /// </summary>
    /// <param name="builder">The program's host.</param>
    public static IHostApplicationBuilder UsePresenceSilo(this IHostApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            var port = FreePort();
            silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, port));
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = port;
                options.GatewayPort = 0;
            });
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = "pom";
                options.ServiceId = "pom";
            });
        });
        return builder;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
