using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>A team of a running program, spoken to over its API.</summary>
/// <param name="api">The program.</param>
/// <param name="prefix">The path below which the team is, with a slash at its end.</param>
internal sealed class TeamApi(ApiClient api, string prefix) : IDisposable
{
    /// <summary>Asks for something.</summary>
    /// <param name="path">Below the team's path; parts that people typed are escaped with <see cref="Part"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UserException">The program does not answer, or refuses.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        (await api.SendAsync(HttpMethod.Get, prefix + path, null, cancellationToken))!;

    /// <summary>Asks to do something.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        api.SendAsync(method, prefix + path, body, cancellationToken);

    /// <inheritdoc cref="ApiClient.OpenAsync"/>
    public Task<HttpResponseMessage> OpenAsync(string path, string? lastEventId, CancellationToken cancellationToken) =>
        api.OpenAsync(prefix + path, lastEventId, cancellationToken);

    /// <summary>A part of a path, escaped.</summary>
    public static string Part(string text) => Uri.EscapeDataString(text);

    /// <summary>A file's JSON object; <c>-</c> is the standard input.</summary>
    /// <exception cref="UserException">There is no such file, or it is no JSON object.</exception>
    public static async Task<JsonObject> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await ReadTextAsync(file, cancellationToken)) as JsonObject ?? throw new UserException(
                ExitCode.Usage, $"{file} must hold a JSON object.");
        }
        catch (JsonException e)
        {
            throw new UserException(ExitCode.Usage, $"{file} is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>A file's text; <c>-</c> is the standard input.</summary>
    /// <exception cref="UserException">There is no such file.</exception>
    public static async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return file == "-"
                ? (await Console.In.ReadToEndAsync(cancellationToken)).TrimStart('\uFEFF')
                : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A list, page by page.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<List<JsonNode>> PagesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await GetAsync($"{path}?limit=500{(cursor is null ? "" : $"&cursor={Part(cursor)}")}", cancellationToken);
            yield return Items(page);
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
    }

    /// <summary>The entries of a list, or of a page of one.</summary>
    /// <param name="list">The API's answer.</param>
    public static List<JsonNode> Items(JsonNode list) => [.. list["items"]!.AsArray().Select(i => i!)];

    public void Dispose() => api.Dispose();
}
