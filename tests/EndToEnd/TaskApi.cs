using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>Speaks to the dispatcher as a program does.</summary>
internal sealed class TaskApi : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="page">Where the page is.</param>
    /// <param name="key">The key that the program asks for; null where it asks for none.</param>
    public TaskApi(Uri page, string? key = null)
    {
        // A generated certificate is trusted by nobody.
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        _http = new HttpClient(handler) { BaseAddress = new Uri(page, "/api/v1/") };
        _http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Adds a task.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAsync(string title)
    {
        using var answer = await _http.PostAsJsonAsync("tasks", new { title });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)(await ReadAsync(answer))["id"]!;
    }

    /// <summary>A task.</summary>
    public async Task<JsonNode> ShowAsync(string id)
    {
        using var answer = await _http.GetAsync($"tasks/{id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    /// <summary>Who has a task, as a user name, or null.</summary>
    public async Task<string?> WhoAsync(string id) => ((string?)(await ShowAsync(id))["worker"])?.Split('@')[0];

    /// <summary>Waits until somebody has a task.</summary>
    public async Task<string> WhoGotAsync(string id) =>
        (await Eventually.GetAsync($"somebody with {id}", () => WhoAsync(id), who => who is not null))!;

    /// <summary>A worker's presence as the dispatcher knows it; null while it is not sure.</summary>
    /// <param name="contact">The worker.</param>
    /// <param name="team">The worker's team; null for the only one.</param>
    public async Task<string?> PresenceAsync(string contact, string? team = null)
    {
        using var answer = await _http.GetAsync(team is null ? $"workers/{contact}" : $"teams/{team}/workers/{contact}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var worker = await ReadAsync(answer);
        return (bool)worker["confirmed"]! ? (string?)worker["presence"] : null;
    }

    /// <summary>All tasks.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync()
    {
        using var answer = await _http.GetAsync("tasks");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await ReadAsync(answer))["items"]!.AsArray().Select(t => t!)];
    }

    /// <summary>Writes so many notes at a task.</summary>
    public async Task NoteAsync(string team, string id, int many)
    {
        for (var n = 1; n <= many; n++)
        {
            using var answer = await _http.PostAsJsonAsync($"teams/{team}/tasks/{id}/notes", new { text = $"note {n}" });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>Ends a task.</summary>
    /// <param name="id">The task.</param>
    /// <param name="how"><c>complete</c> or <c>cancel</c>.</param>
    public async Task EndAsync(string id, string how)
    {
        using var answer = await _http.PostAsync($"tasks/{id}/{how}", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
