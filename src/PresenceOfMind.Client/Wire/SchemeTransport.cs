using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PresenceOfMind.Client.Wire;

/// <summary>
/// Tells a port for HTTPS that is asked by HTTP, and a port for HTTP that is asked by HTTPS: the two ports of PWS are easily
/// mixed up, and either fault looks like a broken connection. It sends no secret.
/// </summary>
internal static class SchemeTransport
{
    private const int BadRequest = 400;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks the other scheme.</summary>
    /// <param name="server">An address with http or https that did not answer as it should.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The address with the scheme that its port speaks; null if it is not the other scheme, or no program answers within three
    /// seconds.</returns>
    public static async Task<Uri?> FindOtherAsync(Uri server, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server.Scheme == Uri.UriSchemeHttp)
        {
            // A port for HTTPS may answer plain requests too, by 400, to say that they are wrong there.
            var isWrong = await HttpStatusAsync(server, cancellationToken).ConfigureAwait(false) is null or BadRequest;
            return isWrong && await SpeaksTlsAsync(server, cancellationToken).ConfigureAwait(false) ? WithScheme(
                server, Uri.UriSchemeHttps) : null;
        }

        return !await SpeaksTlsAsync(
            server,
            cancellationToken).ConfigureAwait(false) && await HttpStatusAsync(server, cancellationToken).ConfigureAwait(false) is not null
            ? WithScheme(server, Uri.UriSchemeHttp)
            : null;
    }

    private static Uri WithScheme(Uri server, string scheme) => new UriBuilder(server) { Scheme = scheme, Port = server.Port }.Uri;

    // Whoever shows a certificate speaks TLS, whatever it is worth: nothing is said there.
    private static async Task<bool> SpeaksTlsAsync(Uri server, CancellationToken cancellationToken)
    {
        var shown = false;
        await TryAsync(
            server,
            async (stream, bounded) =>
            {
                var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await using var closing = tls.ConfigureAwait(false);
                var options = new SslClientAuthenticationOptions
                {
                    TargetHost = server.IdnHost.Trim('[', ']'),
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => shown = certificate is not null,
                };
                await tls.AuthenticateAsClientAsync(options, bounded).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return shown;
    }

    /// <summary>The status that a plain request gets; null where no HTTP is spoken.</summary>
    private static async Task<int?> HttpStatusAsync(Uri server, CancellationToken cancellationToken)
    {
        int? status = null;
        await TryAsync(
            server,
            async (stream, bounded) =>
            {
                var request = $"GET / HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(request), bounded).ConfigureAwait(false);
                var begin = new byte["HTTP/1.1 200".Length];
                await stream.ReadExactlyAsync(begin, bounded).ConfigureAwait(false);
                var line = Encoding.ASCII.GetString(begin);
                status = line.StartsWith("HTTP/", StringComparison.Ordinal)
                    && int.TryParse(line[^3..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null;
            },
            cancellationToken).ConfigureAwait(false);
        return status;
    }

    private static async Task TryAsync(Uri server, Func<Stream, CancellationToken, Task> speak, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(Timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.IdnHost.Trim('[', ']'), server.Port, bounded.Token).ConfigureAwait(false);
            await speak(client.GetStream(), bounded.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            // It does not speak so, or nobody answers.
        }
    }
}
