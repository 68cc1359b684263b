using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PresenceOfMind.Dispatch.Storage.Tasks;

/// <summary>Where a page of a list ended: the last one's place in the order, and what tells it from its equals.</summary>
/// <param name="Order">The value that the list is sorted by.</param>
/// <param name="Tie">The position by which equals are sorted.</param>
public readonly record struct Cursor(long Order, long Tie)
{
    /// <summary>The place as a text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Order}.{Tie}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Cursor? cursor)
    {
        var parts = text.Split('.');
        cursor = parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var tie)
                ? new Cursor(order, tie)
                : null;
        return cursor is not null;
    }
}
