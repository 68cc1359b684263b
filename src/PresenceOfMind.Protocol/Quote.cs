namespace PresenceOfMind.Protocol;

internal static class Quote
{
    private const int Most = 80;

    /// <summary>What a client sent, fit for an error's one line: in quotes, without line breaks, and cut where it is long.</summary>
    internal static string Format(string text)
    {
        var shown = text.AsSpan(0, Math.Min(text.Length, Most)).ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = char.IsControl(shown[i]) || char.IsWhiteSpace(shown[i]) ? ' ' : shown[i];
        }

        return $"'{new string(shown)}{(text.Length > Most ? "…" : "")}'";
    }
}
