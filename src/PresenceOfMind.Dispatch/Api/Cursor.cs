using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>Where a page of a list ended: the last one's place in the order, and what tells it from its equals.</summary>
/// <param name="Order">The value that the list is sorted by.</param>
/// <param name="Tie">The position by which equals are sorted.</param>
public readonly record struct Cursor(long Order, long Tie)
{
    /// <summary>The cursor as clients get it, and give it back.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Order}.{Tie}")));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        var bytes = new byte[64];
        if (text.Length > 80 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
        {
            return false;
        }

        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split('.');
        if (parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var tie))
        {
            cursor = new Cursor(order, tie);
        }

        return cursor is not null;
    }
}
