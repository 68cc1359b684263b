using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client;

/// <summary>
/// A request that got no answer of a Presence Web Service: the server cannot be reached, answered too late, or something
/// else answered. The message is one line that names the address. The request may have been carried out all the same.
/// </summary>
/// <param name="message">What happened, where, and what to do.</param>
/// <param name="server">The server that was asked.</param>
/// <param name="httpStatus">The HTTP status that came; null where none did.</param>
/// <param name="inner">What led here.</param>
public sealed class PwsTransportException(string message, Uri server, int? httpStatus = null, Exception? inner = null)
    : PresenceException(message, inner)
{
    /// <summary>The server that was asked.</summary>
    public Uri Server { get; } = server;

    /// <summary>The HTTP status that came; null where none did.</summary>
    public int? HttpStatus { get; } = httpStatus;

    /// <summary>
    /// The address with the scheme that the server's port speaks, where the other one was used; null where that is not so.
    /// </summary>
    public Uri? RightScheme { get; internal init; }

    /// <summary>Whether the server showed a certificate that is not trusted here, so that nothing was sent to it.</summary>
    public bool IsUntrusted { get; internal init; }
}
