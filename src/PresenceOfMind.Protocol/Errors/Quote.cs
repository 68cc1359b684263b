namespace PresenceOfMind.Protocol;

internal static class Quote
{
    private const int Most = 80;

    /// <summary>What a client sent, fit for an error's one line: in quotes, and cut where it is long.</summary>
    internal static string Of(string text) => text.Length <= Most ? $"'{text}'" : $"'{text[..Most]}…'";
}
