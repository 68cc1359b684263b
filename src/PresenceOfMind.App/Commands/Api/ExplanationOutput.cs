using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>Prints explanations as the API gives them.</summary>
internal static class ExplanationOutput
{
    /// <summary>Prints one.</summary>
    /// <param name="explanation">The API's answer.</param>
    /// <param name="json">Whether as JSON.</param>
    /// <param name="list">The member with those who were looked at.</param>
    /// <param name="name">What they are called by.</param>
    /// <param name="id">What tells them apart.</param>
    public static void Write(JsonNode explanation, bool json, string list, string name, string id)
    {
        if (json)
        {
            Terminal.Json(explanation);
            return;
        }

        Terminal.Line((string?)explanation["summary"] ?? "");
        var rows = explanation[list]!.AsArray().Select(c => c!).ToList();
        if (rows.Count > 0)
        {
            Terminal.Table([name.ToUpperInvariant(), id.ToUpperInvariant(), "RULE", "WHY"], rows.Select(c => (string[])
                [(string?)c[name] ?? "", (string?)c[id] ?? "", (string?)c["rule"] ?? "", (string?)c["because"] ?? ""]));
        }
    }
}
