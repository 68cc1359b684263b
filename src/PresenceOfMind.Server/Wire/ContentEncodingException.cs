namespace PresenceOfMind.Server.Wire;

/// <summary>A request's body is encoded in a way that the server does not read (415).</summary>
internal sealed class ContentEncodingException()
    : Exception("The server does not read the body's Content-Encoding; send the body without one.");
