namespace PresenceOfMind.Server.Wire;

/// <summary>A request's body is longer than the limit (413, code 150).</summary>
internal sealed class BodyTooLargeException(int limit) : Exception($"A body has at most {limit} bytes.");
