using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Bench.Serving;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Bench.Client;

/// <summary>
/// The least that a watcher takes for a Presence Web Service: each fetch gets the next of some prepared answers, and a
/// notification follows it, as where presence changes without end.
/// </summary>
internal sealed class ClientBenchServer : IAsyncDisposable
{
    private const int SubscriptionId = 1;

    private readonly WebApplication _app;
    private readonly byte[][] _answers;
    private string _segment = "";
    private int _fetches;

    private ClientBenchServer(byte[][] answers)
    {
        _answers = answers;
        _app = BenchHost.Builder().Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Takes the notifications; null where nobody waits for them.</summary>
    public NotificationHub? Hub { get; set; }

    public static async Task<ClientBenchServer> StartAsync(byte[][] answers)
    {
        var server = new ClientBenchServer(answers);
        await server._app.StartAsync();
        server.Address = new Uri($"http://127.0.0.1:{server._app.Ports()[0]}/");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isFetch = HttpMethods.IsGet(context.Request.Method);
        var body = isFetch ? _answers[Interlocked.Increment(ref _fetches) % _answers.Length]
            : path.EndsWith("/sessions", StringComparison.Ordinal) ? RestAnswers.WriteSession("key", null)
            : [];
        if (path.EndsWith("/endpoints", StringComparison.Ordinal))
        {
            using var request = new MemoryStream();
            await context.Request.Body.CopyToAsync(request);
            _segment = new Uri(RestRequests.ReadEndpoint(request.ToArray()).Url!).Segments[^1];
        }

        context.Response.StatusCode = HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Response.Headers.Location = $"http://{context.Request.Host}{path}/1";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
        if (isFetch)
        {
            Hub?.Receive(_segment, SubscriptionId);
        }
    }
}
