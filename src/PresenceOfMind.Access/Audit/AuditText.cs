using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Access.Audit;

/// <summary>Texts as the audit keeps them: without keys, in one line, and not too long.</summary>
internal static partial class AuditText
{
    /// <summary>The longest text of a line, in characters.</summary>
    public const int LongestLine = 300;

    /// <summary>The longest JSON of what was before or after, in bytes.</summary>
    public const int LongestState = 64 * 1024;

    /// <summary>A text in one line; null stays null.</summary>
    /// <param name="text">The text.</param>
    public static string? Line(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var line = string.Concat(WithoutKeys(text).Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LongestLine ? line : line[..LongestLine] + "…";
    }

    /// <summary>JSON of what was before or after. Where it is too long, its length is kept in its place.</summary>
    /// <param name="state">The JSON; null stays null.</param>
    public static string? State(JsonNode? state)
    {
        if (state is null)
        {
            return null;
        }

        var text = WithoutKeys(state.ToJsonString());
        var length = Encoding.UTF8.GetByteCount(text);
        return length <= LongestState ? text : new JsonObject { ["omittedBytes"] = length }.ToJsonString();
    }

    private static string WithoutKeys(string text) => Key().Replace(text, "pom_…");

    /// <summary>An API key, whole or most of it.</summary>
    [GeneratedRegex("pom_[0-9A-Fa-f]{16,}")]
    private static partial Regex Key();
}
