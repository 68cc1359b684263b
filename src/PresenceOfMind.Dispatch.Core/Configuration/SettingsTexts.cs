using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What names and texts of settings may be.</summary>
public static class SettingsTexts
{
    /// <summary>The longest skill, label, outcome or value, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>What an id takes, as a sentence.</summary>
    public static readonly string IdTakes =
        $"A name has 1 to {IdText.MaxLength} characters of A-Z, a-z, 0-9, '-', '_', '.' and '~', and not only dots.";

    /// <summary>What a word takes, as a sentence.</summary>
    public static readonly string WordTakes =
        $"This takes one line of 1 to {MaxLength} characters, without control characters, and without white space around it.";

    /// <summary>Whether a text is one line that is neither empty nor long, without white space around it.</summary>
    public static bool IsWord(string text) =>
        text.Length > 0 && FreeText.IsWithin(text, MaxLength) && text.Trim().Length == text.Length && FreeText.IsLine(text);

    /// <summary>Whether a text can be kept: a label's value, which may be empty.</summary>
    public static bool IsValue(string text) => FreeText.IsWithin(text, MaxLength) && FreeText.IsLine(text);

    /// <summary>Whether an address can be told of something.</summary>
    public static bool IsAddress(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
