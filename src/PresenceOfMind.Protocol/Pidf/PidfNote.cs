namespace PresenceOfMind.Protocol.Pidf;

/// <summary>A remark for people to read. Source: RFC 3863, 4.1.6.</summary>
public sealed record PidfNote
{
    /// <summary>The remark, without white space around it.</summary>
    public required string Text { get; init; }

    /// <summary>Its language, as in <c>xml:lang</c>; null, the default, where none is named.</summary>
    public string? Language { get; init; }
}
