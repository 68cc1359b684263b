using System.Globalization;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>
/// What names an event beyond its team, as readers get it and give it back: <c>epoch:position</c>. Two logs that were one up to a position
/// (a back-up that was restored, and what went on after it was made) have other epochs from there on.
/// </summary>
/// <param name="Epoch">The epoch in which the event was written; see <see cref="EpochRows"/>.</param>
/// <param name="Position">The event's position in the log.</param>
internal readonly record struct EventReference(string Epoch, long Position)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reference">The reference.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryParse(string text, out EventReference reference)
    {
        var colon = text.LastIndexOf(':');
        var isOne = long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) && colon > 0;
        reference = isOne ? new EventReference(text[..colon], position) : default;
        return isOne;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Position}");
}
