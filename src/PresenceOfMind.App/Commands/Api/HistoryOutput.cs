using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>Prints entries of a log as the API gives them.</summary>
internal static class HistoryOutput
{
    /// <summary>Prints all entries, page by page.</summary>
    /// <param name="api">The team.</param>
    /// <param name="path">Where they are.</param>
    /// <param name="json">Whether as JSON, an entry a line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task WriteAsync(TeamApi api, string path, bool json, CancellationToken cancellationToken)
    {
        await foreach (var page in api.PagesAsync(path, cancellationToken))
        {
            Write(page, json);
        }
    }

    /// <summary>Prints entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="json">Whether as JSON, an entry a line.</param>
    public static void Write(List<JsonNode> entries, bool json)
    {
        if (json)
        {
            entries.ForEach(Terminal.Json);
        }
        else
        {
            Terminal.Table(["POSITION", "AT", "EVENT", "WHAT"], entries.Select(e => (string[])
                [$"{e["position"]}", Terminal.Time((DateTimeOffset)e["at"]!), (string?)e["type"] ?? "", Terminal.Text(e["data"]!)]));
        }
    }
}
