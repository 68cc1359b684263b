using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary>Prints keys.</summary>
internal static class KeyOutput
{
    /// <summary>Prints a list.</summary>
    /// <param name="keys">The keys.</param>
    public static void Table(JsonArray keys) => Terminal.Table(
        ["NAME", "ROLE", "TEAM", "WORKER", "EXPIRES", "LAST USED", "NETWORKS"],
        keys.Select(key => new[]
        {
            (string?)key!["name"] ?? "",
            (string?)key["role"] ?? "",
            (string?)key["team"] ?? "all",
            (string?)key["worker"] ?? "",
            Time(key["expires"], "never"),
            Time(key["lastUsed"], "never"),
            string.Join(',', key["networks"]!.AsArray().Select(n => (string?)n)),
        }));

    /// <summary>Prints a key that was made now: the text alone on standard output, so that a script can store it.</summary>
    /// <param name="key">The key with its text.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Issued(JsonNode key, bool json)
    {
        if (json)
        {
            Terminal.Json(key);
            return;
        }

        Terminal.Line((string)key["key"]!);
        Terminal.Note($"This is the key {key["name"]}. It is not shown again; store it now.");
    }

    private static string Time(JsonNode? time, string none) =>
        time is null ? none : time.GetValue<DateTimeOffset>().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
