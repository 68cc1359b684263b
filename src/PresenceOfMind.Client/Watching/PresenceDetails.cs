using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// What a person does, and by what: the rich presence of a contact. Two are equal where their documents say the same.
/// </summary>
public sealed class PresenceDetails : IEquatable<PresenceDetails>
{
    private readonly byte[] _written;

    /// <summary>The details that a document tells.</summary>
    /// <param name="document">The document.</param>
    public PresenceDetails(PidfDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        _written = PidfWriter.Write(document);
    }

    /// <summary>All that the server said.</summary>
    public PidfDocument Document { get; }

    /// <summary>The overall state; <see cref="PresenceState.Unknown"/> where no activity says one.</summary>
    public PresenceState State => Document.State ?? PresenceState.Unknown;

    /// <summary>The activities in their order, for example <c>busy</c>, <c>meeting</c>, <c>on-the-phone</c>.</summary>
    public IReadOnlyList<string> Activities =>
        [.. (Document.Person?.Activities ?? []).Where(a => a.Text is null && a.Children.Count == 0).Select(a => a.Name)];

    /// <summary>The first remark of the person, or on the whole; null where there is none.</summary>
    public string? Note => (Document.Person?.Notes ?? []).Concat(Document.Notes).FirstOrDefault()?.Text;

    /// <summary>The devices, one tuple each: phones, chat clients, calendars, the web service's own.</summary>
    public IReadOnlyList<PidfTuple> Devices => Document.Tuples;

    /// <inheritdoc/>
    public bool Equals(PresenceDetails? other) => other is not null && _written.AsSpan().SequenceEqual(other._written);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PresenceDetails);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_written);
        return hash.ToHashCode();
    }

    /// <summary>Activities, and the remark where there is one.</summary>
    public override string ToString() => string.Join(", ", Activities) + (Note is { } note ? $": {note}" : "");
}
