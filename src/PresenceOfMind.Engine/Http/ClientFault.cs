using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace PresenceOfMind.Engine.Http;

/// <summary>What the client of a request did wrong, or that it went away: no failure of the program.</summary>
public static class ClientFault
{
    /// <summary>
    /// Whether a failure is the client's: a connection that was reset or closed in mid-request, a malformed chunk or form, a body that is
    /// shorter than was said, or whatever was broken off because the client has gone.
    /// </summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="context">The request.</param>
    public static bool Is(Exception error, HttpContext context) => error switch
    {
        BadHttpRequestException or ConnectionResetException or ConnectionAbortedException => true,

        // The web server says so of a chunk whose size is too large for any number.
        IOException { InnerException: OverflowException } => true,
        OperationCanceledException or IOException or ObjectDisposedException when context.RequestAborted.IsCancellationRequested => true,
        InvalidDataException or IOException when context.Request.HasFormContentType => true,
        { InnerException: { } inner } => Is(inner, context),
        _ => false,
    };

    /// <summary>The status that says so: 400, or what the web server found more exactly.</summary>
    /// <param name="error">What was thrown.</param>
    public static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        { InnerException: { } inner } => StatusOf(inner),
        _ => StatusCodes.Status400BadRequest,
    };
}
