using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client;

/// <summary>Carries requests and answers: one try, a length that is always told, and bounds for time and size.</summary>
internal sealed class RestTransport(HttpClient http, TimeSpan timeout, int maxAnswerBytes)
{
    private const int MaxPathInMessages = 80;

    /// <summary>Sends a request and reads its answer, whatever its status.</summary>
    public async Task<RestAnswer> SendAsync(RestRequest request, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(timeout);
        try
        {
            using var message = Write(request);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, bounded.Token).ConfigureAwait(false);
            var location = response.Headers.TryGetValues("Location", out var values) ? values.FirstOrDefault() : null;
            var body = await ReadAsync(request, response, bounded.Token).ConfigureAwait(false);
            return new RestAnswer((int)response.StatusCode, location, body);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw Failure(request, $"did not answer within {timeout.TotalSeconds:0.###} s; check that the service is alive", e);
        }
        catch (HttpRequestException e)
        {
            throw Failure(request, Explain(e), e);
        }
        catch (IOException e)
        {
            throw Failure(request, $"broke off its answer ({e.Message})", e);
        }
    }

    /// <summary>Sends a request whose answer must be a success.</summary>
    public async Task<RestAnswer> SucceedAsync(RestRequest request, CancellationToken ct)
    {
        var answer = await SendAsync(request, ct).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw Error(request, answer);
    }

    /// <summary>What an answer that is no success means.</summary>
    public static Exception Error(RestRequest request, RestAnswer answer) =>
        RestAnswers.TryReadError(answer.Body, out var code, out var message, out _)
            ? new PwsException(code, string.IsNullOrWhiteSpace(message) ? null : message)
            : Failure(request, $"answered HTTP {answer.Status} without an error of a Presence Web Service; check the address", null, answer.Status);

    /// <summary>An answer that came and makes no sense.</summary>
    public static PwsTransportException Senseless(RestRequest request, RestAnswer answer, string what, Exception? inner = null) =>
        Failure(request, $"answered HTTP {answer.Status} {what}; check that a Presence Web Service is at the address", inner, answer.Status);

    private static HttpRequestMessage Write(RestRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(request.Server.AbsoluteUri + request.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (request.SessionKey is { } key)
        {
            message.Headers.TryAddWithoutValidation(PwsHeaders.SessionKey, key);
        }

        if (request.Expiry is { } expiry)
        {
            message.Headers.TryAddWithoutValidation(PwsHeaders.Expiry, ((long)expiry.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        if (request.Override is { } overriding)
        {
            message.Headers.TryAddWithoutValidation(PwsHeaders.Override, overriding ? "true" : "false");
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        }

        return message;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(RestRequest request, HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > maxAnswerBytes)
        {
            throw TooLarge(request);
        }

        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var buffer = new byte[Math.Min(response.Content.Headers.ContentLength ?? 4096, maxAnswerBytes) + 1];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false) is var read and > 0)
        {
            length += read;
            if (length > maxAnswerBytes)
            {
                throw TooLarge(request);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, maxAnswerBytes + 1L));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private PwsTransportException TooLarge(RestRequest request) =>
        Failure(request, $"answered more than {maxAnswerBytes} bytes; raise the setting {nameof(PwsClientOptions.MaxAnswerBytes)} if that is right");

    private static string Explain(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "cannot be found; check the host's name",
        HttpRequestError.ConnectionError when e.InnerException is SocketException socket =>
            $"cannot be reached ({socket.SocketErrorCode}); check address and port, and that the service runs",
        HttpRequestError.ConnectionError => $"cannot be reached ({e.Message})",
        HttpRequestError.SecureConnectionError =>
            $"has no certificate that is trusted here; give it as the setting {nameof(PwsClientOptions.ServerCertificate)} ({(e.InnerException ?? e).Message})",
        _ => $"broke off its answer ({e.Message})",
    };

    // One line, without the key, and without thousands of contacts.
    private static PwsTransportException Failure(RestRequest request, string what, Exception? inner = null, int? status = null)
    {
        var server = request.Server.GetLeftPart(UriPartial.Authority);
        var path = request.Path.Length > MaxPathInMessages ? string.Concat(request.Path.AsSpan(0, MaxPathInMessages), "…") : request.Path;
        var line = FormattableString.Invariant($"{server} {what} ({request.Method} {path}).");
        return new PwsTransportException(line.ReplaceLineEndings(" "), request.Server, status, inner);
    }
}
