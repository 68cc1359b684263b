using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Tests.Shared;

/// <summary>Debian's nginx, with a configuration in a folder of its own, on a free port.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly string _folder;
    private readonly Process _process;

    private Nginx(string folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    /// <summary>The port of its only server, HTTPS, at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts it, or skips the test where it is not there.</summary>
    /// <param name="port">A free port.</param>
    /// <param name="http">What stands in the block <c>http</c>. The words CERTIFICATE and KEY stand for files of a certificate.</param>
    public static async Task<Nginx> StartAsync(int port, string http)
    {
        if (!File.Exists(Program) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{Program} is missing: install tests/debian-packages.txt");
        }

        Assert.True(File.Exists(Program), $"{Program} is missing: install tests/debian-packages.txt");
        var folder = Directory.CreateTempSubdirectory("pom-nginx-").FullName;
        WriteCertificate(folder);
        var temporary = string.Join(
            '\n',
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(name => $"{name}_temp_path {folder}/{name};"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nginx.conf"),
            $$"""
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            error_log stderr;
            events {}
            http {
            access_log off;
            {{temporary}}
            {{http.Replace("CERTIFICATE", $"{folder}/certificate.pem").Replace("KEY", $"{folder}/key.pem")}}
            }
            """);
        var process = Process.Start(
            new ProcessStartInfo(Program, ["-p", folder, "-e", "stderr", "-c", $"{folder}/nginx.conf"]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var nginx = new Nginx(folder, process, port);
        try
        {
            await Eventually.IsAsync(async () => process.HasExited || await IsOpenAsync(port));
            Assert.False(process.HasExited, process.HasExited ? await error : "");
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
