using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Bench.Serving;

/// <summary>Web servers on free ports of loopback that log nothing.</summary>
internal static class BenchHost
{
    /// <summary>Begins one.</summary>
    /// <param name="ports">At how many ports it listens.</param>
    public static WebApplicationBuilder Builder(int ports = 1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < ports; i++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        return builder;
    }

    /// <summary>Where a server that has started listens.</summary>
    public static int[] Ports(this WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Port)];
}
