using System.Text.RegularExpressions;

namespace PresenceOfMind.App.SetUp;

/// <summary>Recognises the placeholder in a file that is not filled in yet, for example <c>&lt;your server&gt;</c>.</summary>
internal static partial class Placeholder
{
    /// <summary>Whether a text is a placeholder.</summary>
    /// <param name="text">The text.</param>
    /// <param name="member">The member whose text it is, which some files repeat.</param>
    public static bool Is(string text, string member) => text.Equals(member, StringComparison.OrdinalIgnoreCase) || Forms().IsMatch(text);

    [GeneratedRegex(
        @"^(<.*>|\[.*\]|\{.*\}|\$\{?.*\}|…|\.{3}|x{3,}|your[ _.-].*|change[ _-]?me|replace[ _-]?me|todo)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Forms();
}
