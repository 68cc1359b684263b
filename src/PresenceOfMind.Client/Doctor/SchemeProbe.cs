using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PresenceOfMind.Client.Doctor;

/// <summary>
/// Tells a port for HTTPS that is asked by HTTP, and a port for HTTP that is asked by HTTPS: the two ports of PWS are easily
/// mixed up, and either fault looks like a broken connection. It sends no secret.
/// </summary>
public static class SchemeProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks the other scheme.</summary>
    /// <param name="server">An address with http or https that did not answer as it should.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The address with the scheme that its port speaks; null where it is not the other scheme, or nobody answers within three seconds.</returns>
    public static async Task<Uri?> FindOtherAsync(Uri server, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        var tls = await SpeaksTlsAsync(server, ct).ConfigureAwait(false);
        if (server.Scheme == Uri.UriSchemeHttp)
        {
            return tls ? WithScheme(server, Uri.UriSchemeHttps) : null;
        }

        // A port for HTTPS may answer plain requests too, to say that they are wrong there.
        return !tls && await SpeaksHttpAsync(server, ct).ConfigureAwait(false) ? WithScheme(server, Uri.UriSchemeHttp) : null;
    }

    private static Uri WithScheme(Uri server, string scheme) => new UriBuilder(server) { Scheme = scheme, Port = server.Port }.Uri;

    // Whoever shows a certificate speaks TLS, whatever it is worth: nothing is said there.
    private static async Task<bool> SpeaksTlsAsync(Uri server, CancellationToken ct)
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
                return true;
            },
            ct).ConfigureAwait(false);
        return shown;
    }

    private static Task<bool> SpeaksHttpAsync(Uri server, CancellationToken ct) => TryAsync(
        server,
        async (stream, bounded) =>
        {
            var request = $"GET / HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), bounded).ConfigureAwait(false);
            var begin = new byte[5];
            await stream.ReadExactlyAsync(begin, bounded).ConfigureAwait(false);
            return begin.AsSpan().SequenceEqual("HTTP/"u8);
        },
        ct);

    private static async Task<bool> TryAsync(Uri server, Func<Stream, CancellationToken, Task<bool>> speak, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.IdnHost.Trim('[', ']'), server.Port, bounded.Token).ConfigureAwait(false);
            return await speak(client.GetStream(), bounded.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
