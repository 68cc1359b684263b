namespace PresenceOfMind.Protocol.Pidf;

/// <summary>A remark for people to read. Source: RFC 3863, 4.1.6.</summary>
/// <param name="Text">The remark, without white space around it.</param>
/// <param name="Language">Its language, as in <c>xml:lang</c>; null where none is named.</param>
public sealed record PidfNote(string Text, string? Language = null);
