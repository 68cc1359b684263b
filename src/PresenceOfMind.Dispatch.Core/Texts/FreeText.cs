using System.Buffers;
using System.Globalization;
using System.Text;

namespace PresenceOfMind.Dispatch.Core.Texts;

/// <summary>
/// What texts that people write may be: whole characters without control characters, of a length that is counted as people count.
/// </summary>
public static class FreeText
{
    /// <summary>
    /// The longest character that anybody means, an emoji of several people or a flag of a region, has less UTF-16 code units.
    /// </summary>
    private const int LongestCharacter = 20;

    /// <summary>
    /// Whether a text is one line that can be kept as it is: no control characters, no separators of lines, no half of a surrogate pair.
    /// </summary>
    public static bool IsLine(string text)
    {
        var rest = text.AsSpan();
        if (!rest.ContainsAnyExceptInRange(' ', '~'))
        {
            return true;
        }

        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || !MayStandInLine(rune))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>Whether a text of several lines can be kept as it is.</summary>
    public static bool IsText(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\u2028', '\u2029').All(IsLine);

    /// <summary>
    /// Whether a text has at most so many characters as people see them: an accent or the parts of an emoji count with what they belong to
    /// (UAX #29).
    /// </summary>
    public static bool IsWithin(string text, int most)
    {
        if (text.Length <= most)
        {
            return true;
        }

        var rest = text.AsSpan();
        for (var count = 0; count < most && !rest.IsEmpty; count++)
        {
            rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        }

        return rest.IsEmpty && text.Length <= most * LongestCharacter;
    }

    private static bool MayStandInLine(Rune rune) =>
        Rune.GetUnicodeCategory(
            rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
