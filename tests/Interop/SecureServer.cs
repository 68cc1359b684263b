using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.Tests.Shared;

namespace Interop;

/// <summary>The server over HTTP and HTTPS, with a certificate such as the program makes.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private SecureServer(PwsTestServer pws, X509Certificate2 certificate)
    {
        Pws = pws;
        Certificate = certificate;
    }

    public PwsTestServer Pws { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>A file with the server's certificate, in PEM.</summary>
    public string CertificateFile => _file;

    public static async Task<SecureServer> StartAsync()
    {
        var certificate = SelfSignedCertificate.Make(CertificateNames.ForAddress(System.Net.IPAddress.Loopback), DateTimeOffset.UtcNow);
        var server = new SecureServer(await PwsTestServer.StartAsync(certificate: certificate), certificate);
        await File.WriteAllTextAsync(server._file, certificate.ExportCertificatePem());
        return server;
    }

    /// <summary>The server's root.</summary>
    public Uri Root(string scheme) => scheme == "https" ? Pws.SecureAddress : Pws.Address;

    public async ValueTask DisposeAsync()
    {
        await Pws.DisposeAsync();
        Certificate.Dispose();
        File.Delete(_file);
    }
}
