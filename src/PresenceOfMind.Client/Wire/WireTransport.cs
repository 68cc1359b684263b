using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Client.Wire;

/// <summary>Carries requests and answers: one try, a length that is always told, and bounds for time and size.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="timeout">How long one may take.</param>
/// <param name="maxAnswerBytes">The largest answer.</param>
/// <param name="findScheme">Finds the address with the other scheme, where a server speaks that one; null where it is not looked
/// for.</param>
internal sealed class WireTransport(
    HttpClient http, TimeSpan timeout, int maxAnswerBytes, Func<Uri, CancellationToken, Task<Uri?>>? findScheme = null)
    : IDisposable
{
    private const int BadRequest = 400;

    private const int MaxNameInMessages = 86;

    private readonly CancellationTokenSource _end = new();

    // Who has answered once speaks the scheme.
    private volatile bool _hasAnswered;

    /// <summary>Whether the client was disposed of.</summary>
    public bool IsEnded => _end.IsCancellationRequested;

    /// <summary>The client was disposed of: what is under way ends, and nothing is sent any more.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Sends a request and reads its answer, whatever its status.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed of.</exception>
    public async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsEnded, typeof(IPwsClient));
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        bounded.CancelAfter(timeout);
        try
        {
            using var message = Write(request);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, bounded.Token).ConfigureAwait(
                false);
            var location = response.Headers.TryGetValues("Location", out var values) ? values.FirstOrDefault() : null;
            var body = await ReadAsync(request, response, bounded.Token).ConfigureAwait(false);
            await RequireSchemeAsync(request, (int)response.StatusCode, cancellationToken).ConfigureAwait(false);
            return new WireAnswer((int)response.StatusCode, location, body);
        }
        catch (Exception e) when (
            IsEnded && !cancellationToken.IsCancellationRequested && e is OperationCanceledException or HttpRequestException or IOException)
        {
            throw new ObjectDisposedException($"The client was disposed of while {request.Name} was under way.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(request, $"did not answer within {timeout.TotalSeconds:0.###} s; check that the service is alive", e);
        }
        catch (HttpRequestException e)
        {
            await ThrowOtherSchemeAsync(request, e, cancellationToken).ConfigureAwait(false);
            throw Failure(request, Explain(e), e);
        }
        catch (IOException e)
        {
            await ThrowOtherSchemeAsync(request, e, cancellationToken).ConfigureAwait(false);
            throw Failure(request, $"broke off its answer ({e.Message})", e);
        }
    }

    /// <summary>An answer that is neither a success nor an error of the service.</summary>
    public static PwsTransportException Stranger(WireRequest request, WireAnswer answer) =>
        Failure(
            request,
            RestAnswers.ReadErrorText(answer.Body) is { } said
                ? $"answered HTTP {answer.Status} with an error without a number: "
                    + $"'{(said.Length > MaxNameInMessages ? string.Concat(said.AsSpan(0, MaxNameInMessages), "…") : said)}'"
                : $"answered HTTP {answer.Status} without an error of a Presence Web Service; check the address",
            null,
            answer.Status);

    /// <summary>An answer that came and makes no sense.</summary>
    public static PwsTransportException Senseless(WireRequest request, WireAnswer answer, string what, Exception? inner = null) =>
        Failure(
            request,
            $"answered HTTP {answer.Status} {what}; check that a Presence Web Service is at the address",
            inner,
            answer.Status);

    /// <summary>Connections of a client's own.</summary>
    public static HttpClient NewClient(PwsClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
        {
            var trusted = options.GivesCertificates
                ? ServerTrust.Trusts(options.Expected, shown, chain, errors)
                : errors == SslPolicyErrors.None;
            return trusted ? true : throw new UntrustedCertificateException(options, errors, chain);
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // Some ports for HTTPS answer a plain request, by 400.
    private async Task RequireSchemeAsync(WireRequest request, int status, CancellationToken cancellationToken)
    {
        if (status == BadRequest)
        {
            await ThrowOtherSchemeAsync(request, null, cancellationToken).ConfigureAwait(false);
        }

        _hasAnswered = true;
    }

    private async Task ThrowOtherSchemeAsync(WireRequest request, Exception? inner, CancellationToken cancellationToken)
    {
        if (findScheme is not null && !_hasAnswered && MayBeTheScheme(inner)
            && await findScheme(request.Server, cancellationToken).ConfigureAwait(false) is { } right)
        {
            throw Failure(
                request,
                $"speaks {right.Scheme.ToUpperInvariant()} at this port; use {right.GetLeftPart(UriPartial.Authority)}",
                inner,
                right: right);
        }
    }

    // A name that is not known, and a port that nobody listens at, have no scheme.
    private static bool MayBeTheScheme(Exception? inner) => inner is not HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError,
    } && inner?.InnerException is not UntrustedCertificateException;

    private static HttpRequestMessage Write(WireRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(request.Server.AbsoluteUri + request.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(
        WireRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxAnswerBytes)
        {
            throw TooLarge(request);
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var buffer = new byte[Math.Min(response.Content.Headers.ContentLength ?? 4096, maxAnswerBytes) + 1];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var read and > 0)
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

    private PwsTransportException TooLarge(WireRequest request) =>
        Failure(
            request,
            $"answered more than {maxAnswerBytes} bytes; raise the setting {nameof(PwsClientOptions.MaxAnswerBytes)} if that is right");

    private static string Explain(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "cannot be found; check the host's name",
        HttpRequestError.ConnectionError when e.InnerException is SocketException socket =>
            $"cannot be reached ({socket.SocketErrorCode}); check address and port, and that the service runs",
        HttpRequestError.ConnectionError => $"cannot be reached ({e.Message})",
        HttpRequestError.SecureConnectionError when e.InnerException is UntrustedCertificateException untrusted =>
            untrusted.Message,
        HttpRequestError.SecureConnectionError =>
            $"cannot be reached by HTTPS; check that its port is one for HTTPS ({(e.InnerException ?? e).Message})",
        _ => $"broke off its answer ({(e.InnerException ?? e).Message})",
    };

    // One line, without the key, and without thousands of contacts.
    private static PwsTransportException Failure(
        WireRequest request, string what, Exception? inner = null, int? status = null, Uri? right = null)
    {
        var server = request.Server.GetLeftPart(UriPartial.Authority);
        var name = request.Name.Length > MaxNameInMessages ? string.Concat(request.Name.AsSpan(0, MaxNameInMessages), "…") : request.Name;
        var line = FormattableString.Invariant($"{server} {what} ({name}).");
        return new PwsTransportException(line.ReplaceLineEndings(" "), request.Server, status, inner)
        {
            RightScheme = right,
            IsUntrusted = inner?.InnerException is UntrustedCertificateException,
        };
    }
}
