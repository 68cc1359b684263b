using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Wire;

/// <summary>What requests carry.</summary>
internal static class PwsRequestExtensions
{
    /// <summary>Refuses a request that the server has no room for.</summary>
    /// <exception cref="PwsException">210 or 212.</exception>
    public static void RefuseWhenBusy(LoadCheck load)
    {
        if (load.FindFault() is { } busy)
        {
            throw new PwsException(busy);
        }
    }

    /// <summary>The name of the node that the request reached.</summary>
    public static string Node(this HttpRequest request) => request.HttpContext.Features.Get<RequestNode>()!.Name;

    public static string? SessionKey(this HttpRequest request) => request.Headers[PwsHeaders.SessionKey];

    /// <summary>Whose session the request came with.</summary>
    /// <exception cref="PwsException">100, 101.</exception>
    public static ValueTask<Caller> CallerAsync(this HttpRequest request, PwsService pws) =>
        pws.AuthenticateAsync(request.Node(), request.SessionKey());

    /// <summary>The expiry's header; null where it is absent or empty.</summary>
    public static string? Expiry(this HttpRequest request) =>
        request.Headers[PwsHeaders.Expiry].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Whether presence is to be set as an override; false where the header is absent.</summary>
    /// <exception cref="PwsException">125 where it is neither <c>true</c> nor <c>false</c>.</exception>
    public static bool Override(this HttpRequest request) => request.Headers[PwsHeaders.Override].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new PwsException(PwsErrorCode.OverrideInvalid),
    };

    /// <summary>Refuses a path without a user.</summary>
    /// <exception cref="PwsException">113.</exception>
    public static void RefuseEmptyUser(string? user)
    {
        if (string.IsNullOrWhiteSpace(user))
        {
            throw new PwsException(PwsErrorCode.UserNameEmpty);
        }
    }

    /// <summary>The whole body, encoded so that a reader of XML can tell.</summary>
    /// <exception cref="PwsException">150 where it cannot be read.</exception>
    /// <exception cref="BodyTooLargeException">It is longer than the limit.</exception>
    /// <exception cref="ContentEncodingException">It is compressed, for example.</exception>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(this HttpRequest request, int limit)
    {
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new ContentEncodingException();
        }

        if (request.ContentLength > limit)
        {
            throw new BodyTooLargeException(limit);
        }

        try
        {
            while (true)
            {
                // A client that goes ends the wait with an exception. A token would break the read off and leave the reader in use, of
                // which the web server then complains.
                if (!request.BodyReader.TryRead(out var read))
                {
                    read = await request.BodyReader.ReadAsync(CancellationToken.None);
                }

                if (read.Buffer.Length > limit)
                {
                    throw new BodyTooLargeException(limit);
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return BodyEncoding.Settle(body, request.ContentType);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException { InnerException: OverflowException })
        {
            // Where the body ends, and the next request begins, nobody can tell.
            request.HttpContext.Response.Headers.Connection = "close";
            throw new PwsException(PwsErrorCode.BodyUnreadable, inner: e);
        }
    }

    /// <summary>The address of a path of the service, as the client names this host; an old client names none.</summary>
    public static string AddressOf(this HttpRequest request, string path)
    {
        var connection = request.HttpContext.Connection;
        var host = request.Host.HasValue
            ? request.Host.ToUriComponent()
            : new IPEndPoint(connection.LocalIpAddress!, connection.LocalPort).ToString();
        return $"{request.Scheme}://{host}{PwsPaths.Service}/{path}";
    }
}
