using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Faults.Dispatch;

/// <summary>The dispatcher's API on one connection. An answer that is neither done nor a refusal by a rule fails the test.</summary>
internal sealed class TaskWire(Uri page) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
    {
        BaseAddress = new Uri(page, "/api/v1/teams/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Asks to do something.</summary>
    /// <returns>Whether it was done; false where a rule refused it.</returns>
    public async Task<bool> DoAsync(string method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict,
            $"{method} {path}: {(int)answer.StatusCode} {text}");
        return answer.IsSuccessStatusCode;
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;

    /// <summary>A whole list, page by page.</summary>
    /// <param name="path">Where it is, with the beginning of a query.</param>
    public async Task<List<JsonNode>> ListAsync(string path)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var answer = await GetAsync($"{path}&limit=500{(cursor is null ? "" : $"&cursor={cursor}")}");
            items.AddRange(answer["items"]!.AsArray().Select(t => t!));
            cursor = (string?)answer["next"];
        }
        while (cursor is not null);
        return items;
    }

    public void Dispose() => _http.Dispose();
}
