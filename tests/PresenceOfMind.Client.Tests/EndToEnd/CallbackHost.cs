using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.AspNetCore;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>An application that takes callbacks, on a port from the system.</summary>
internal sealed class CallbackHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallbackHost(WebApplication app) => _app = app;

    public NotificationHub Hub { get; } = new();

    /// <summary>Whether callbacks get lost on their way.</summary>
    public bool Loses { get; set; }

    public Uri Address { get; private set; } = null!;

    public Uri CallbackUrl => new(Address, "/pws");

    public static async Task<CallbackHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = new CallbackHost(builder.Build());
        host._app.Use((context, next) =>
        {
            if (!host.Loses)
            {
                return next(context);
            }

            context.Abort();
            return Task.CompletedTask;
        });
        host._app.MapPresenceEndpoint("/pws", host.Hub);
        await host._app.StartAsync();
        host.Address = new Uri(host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
