using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace PresenceOfMind.Engine.Grains;

/// <summary>Hosts the engine.</summary>
public static class SiloExtensions
{
    /// <summary>
    /// Adds one silo inside this process: membership in memory, no gateway. It is alone and no other silo connects to it, so the
    /// port of its name is only a name; it listens at any free one of loopback, and programs run beside each other.
    /// </summary>
    /// <param name="builder">The program's host.</param>
    public static IHostApplicationBuilder UsePresenceSilo(this IHostApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, EndpointOptions.DEFAULT_SILO_PORT));
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = EndpointOptions.DEFAULT_SILO_PORT;
                options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0);
                options.GatewayPort = 0;
            });
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = "pom";
                options.ServiceId = "pom";
            });

            // Both compare the wall clock with the host's clock. A clock that was set would have the silo declare itself dead.
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.EvictWhenMaxJoinAttemptTimeExceeded = false;
                options.SiloGenerationRetirementAge = null;
            });
        });
        return builder;
    }
}
