using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Tests.Shared;

/// <summary>An application's endpoint on a port from the system: it keeps every notification, in the order of arrival.</summary>
public sealed class CallbackListener : IAsyncDisposable
{
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly WebApplication _app;

    private CallbackListener(WebApplication app) => _app = app;

    /// <summary>The endpoint's address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Runs inside each callback, before it is answered.</summary>
    public Func<string, Task> Inside { get; set; } = _ => Task.CompletedTask;

    /// <summary>Where callbacks are sent on to; null for nowhere.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>Starts listening.</summary>
    public static async Task<CallbackListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = new CallbackListener(builder.Build());
        listener._app.Run(listener.ReceiveAsync);
        await listener._app.StartAsync();
        var addresses = listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        listener.Url = addresses.Addresses.First() + "/pws";
        return listener;
    }

    /// <summary>The path and query of the next notification.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<string> NextAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Bound);
        try
        {
            return await _received.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("No notification came.");
        }
    }

    /// <summary>How many notifications have arrived and were not read.</summary>
    public int Waiting => _received.Reader.Count;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var what = context.Request.Path + context.Request.QueryString;
        await _received.Writer.WriteAsync(what);
        await Inside(what);
        if (RedirectTo is not null)
        {
            context.Response.Redirect(RedirectTo);
        }
    }
}
