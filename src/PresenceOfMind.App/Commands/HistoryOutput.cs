using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands;

/// <summary>Prints entries of a log as the API gives them.</summary>
internal static class HistoryOutput
{
    public static void Write(JsonNode answer, bool json)
    {
        var entries = answer["items"]!.AsArray().Select(e => e!).ToList();
        if (json)
        {
            entries.ForEach(Terminal.Json);
        }
        else
        {
            Terminal.Table(["POSITION", "AT", "EVENT", "WHAT"], entries.Select(e => (string[])
                [$"{e["position"]}", (string?)e["at"] ?? "", (string?)e["type"] ?? "", (string?)e["words"] ?? e["data"]?.ToJsonString() ?? ""]));
        }
    }
}
