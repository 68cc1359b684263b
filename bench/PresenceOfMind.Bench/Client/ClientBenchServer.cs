using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Bench.Client;

/// <summary>The least that a watcher takes for a Presence Web Service: each fetch gets the next of some prepared answers.</summary>
internal sealed class ClientBenchServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[][] _answers;
    private int _fetches;

    private ClientBenchServer(byte[][] answers)
    {
        _answers = answers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<ClientBenchServer> StartAsync(byte[][] answers)
    {
        var server = new ClientBenchServer(answers);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var body = HttpMethods.IsGet(context.Request.Method) ? _answers[Interlocked.Increment(ref _fetches) % _answers.Length]
            : path.EndsWith("/sessions", StringComparison.Ordinal) ? RestAnswers.WriteSession("key", null)
            : [];
        context.Response.StatusCode = HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Response.Headers.Location = $"http://{context.Request.Host}{path}/1";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }
}
