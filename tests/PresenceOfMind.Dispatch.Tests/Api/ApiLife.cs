using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Hosting;

namespace PresenceOfMind.Dispatch.Tests.Api;

/// <summary>A program with the API, and requests in a line.</summary>
internal sealed class ApiLife : IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    public TestHost Host { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ApiLife> StartAsync(Action<DispatchOptions>? configure = null)
    {
        var life = new ApiLife();
        life.Host = await TestHost.StartAsync(life._folder.Path, configure);
        return life;
    }

    /// <summary>The program ends, and starts again on the same data.</summary>
    public async Task StartAgainAsync(Action<DispatchOptions>? configure = null)
    {
        await Host.DisposeAsync();
        Host = await TestHost.StartAsync(_folder.Path, configure);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {await answer.Content.ReadAsStringAsync(Cancel)}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    /// <summary>Asks to do something that must be done.</summary>
    public async Task<JsonNode?> DoAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Asks for what must be refused.</summary>
    /// <returns>The problem's code.</returns>
    public async Task<string> RefusedAsync(
        HttpStatusCode status, string method, string path, string? body = null, string? ifMatch = null, string? key = null)
    {
        using var answer = await SendAsync(method, path, body, ifMatch, key);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return (string)JsonNode.Parse(text)!["code"]!;
    }

    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string? ifMatch = null, string? key = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        Add("If-Match", ifMatch);
        Add("If-None-Match", ifNoneMatch);
        Add("Idempotency-Key", key);
        return await Host.Http.SendAsync(request, Cancel);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }
}
