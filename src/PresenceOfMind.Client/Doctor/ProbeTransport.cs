using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>Checks addresses, ports and certificates, and sends no secret.</summary>
internal sealed class ProbeTransport(TimeSpan timeout)
{
    /// <summary>Looks for a server's name and port.</summary>
    public async Task<ReachProbe> ReachAsync(Uri server, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(server, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            return new ReachProbe([], $"{SocketError.HostNotFound}", false, null);
        }

        var failure = await ConnectAsync(server.IdnHost, server.Port, cancellationToken).ConfigureAwait(false);
        int? other = null;
        foreach (var port in failure is null ? [] : new[] { PwsFacts.HttpPort, PwsFacts.HttpsPort }.Where(p => p != server.Port))
        {
            other ??= await ConnectAsync(server.IdnHost, port, cancellationToken).ConfigureAwait(false) is null ? port : null;
        }

        return new ReachProbe(
            [.. addresses.Select(a => a.ToString())],
            failure?.ToString(),
            failure == SocketError.ConnectionRefused,
            other,
            failure is null ? await SchemeTransport.FindOtherAsync(server, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>Whether a program accepts connections there.</summary>
    public async Task<bool> CanConnectAsync(Uri url, CancellationToken cancellationToken) =>
        await ConnectAsync(url.IdnHost, url.Port, cancellationToken).ConfigureAwait(false) is null;

    /// <summary>The addresses of a name; empty if the name is unknown.</summary>
    public static async Task<IPAddress[]> AddressesAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(url.IdnHost.Trim('[', ']'), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    /// <summary>The certificate and the time that a server shows; nulls where it shows none.</summary>
    public async Task<(CertificateProbe? Certificate, DateTimeOffset? Date)> LookAsync(
        PwsClientOptions options, CancellationToken cancellationToken)
    {
        CertificateProbe? seen = null;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = timeout,
        };

        // Whatever it shows is to be seen, and nothing is said that may not be heard.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
        {
            seen = shown is X509Certificate2 certificate ? Describe(certificate, chain, errors, options.Expected) : null;
            return seen is not null;
        };
        using var http = new HttpClient(handler) { Timeout = timeout };
        try
        {
            using var answer = await http.GetAsync(
                RestPaths.BaseOf(options.Server), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (seen, answer.Headers.Date);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (seen, null);
        }
    }

    private static CertificateProbe Describe(
        X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors, IReadOnlyList<X509Certificate2> expected) =>
        new(
        errors,
        ServerTrust.Trusts(expected, shown, chain, errors),
        shown.NotBefore,
        shown.NotAfter,
        Names(shown));

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(n => n.EnumerateDnsNames().Concat(n.EnumerateIPAddresses().Select(a => a.ToString())))
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }

    /// <summary>Connects, and goes away again.</summary>
    /// <returns>Why no connection was made; null where one was.</returns>
    public async Task<SocketError?> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(timeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host.Trim('[', ']'), port, bounded.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SocketError.TimedOut;
        }
    }
}
