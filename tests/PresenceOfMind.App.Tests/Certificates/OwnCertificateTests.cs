using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Tests.Hosting;

namespace PresenceOfMind.App.Tests.Certificates;

/// <summary>An operator's own certificate is used as its files are now, with those of its issuers.</summary>
public sealed class OwnCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public void A_certificate_that_was_replaced_is_used_and_one_that_cannot_be_used_leaves_the_earlier_one()
    {
        var (path, key) = (_folder.File("own.crt"), _folder.File("own.key"));
        var first = Write(path, key);
        var own = new OwnCertificate(path, key, null, _time);
        Assert.Equal(first, Thumbprint());

        // Of two files one is replaced first; until both are, nothing can be used.
        var (newPath, newKey) = (_folder.File("new.crt"), _folder.File("new.key"));
        var second = Write(newPath, newKey);
        File.Copy(newPath, path, overwrite: true);
        _time.Advance(OwnCertificate.Interval);
        Assert.Equal(first, Thumbprint());
        File.Copy(newKey, key, overwrite: true);
        Assert.Equal(first, Thumbprint());
        _time.Advance(OwnCertificate.Interval);
        Assert.Equal(second, Thumbprint());

        File.Delete(path);
        _time.Advance(OwnCertificate.Interval);
        Assert.Equal(second, Thumbprint());

        string Thumbprint() => own.Current.TargetCertificate.Thumbprint;
    }

    [Fact]
    public void A_link_that_leads_to_another_file_is_a_replaced_certificate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        var (one, other) = (_folder.File("one.pem"), _folder.File("other.pem"));
        Write(one, one);
        var second = Write(other, other);
        var link = _folder.File("own.pem");
        File.CreateSymbolicLink(link, one);
        var own = new OwnCertificate(link, null, null, _time);
        File.Delete(link);
        File.CreateSymbolicLink(link, other);
        _time.Advance(OwnCertificate.Interval);
        Assert.Equal(second, own.Current.TargetCertificate.Thumbprint);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("server")]
    [InlineData("dispatch")]
    public async Task Both_https_ports_show_the_new_certificate_and_those_of_its_issuers_without_a_restart(string command)
    {
        using var root = Issue("root", null);
        using var issuer = Issue("issuer", root);
        using var leaf = Issue("leaf", issuer);
        var path = _folder.File("own.pem");
        WriteChain(path, leaf, issuer);
        await using var host = await RunningHost.StartAsync(
            command, settings => settings with { PageHttps = true, Certificate = path });
        int[] ports = command switch
        {
            "up" => [host.Settings.Port, host.Settings.PwsHttpsPort],
            "server" => [host.Settings.AdminPort, host.Settings.PwsHttpsPort],
            _ => [host.Settings.Port],
        };
        foreach (var port in ports)
        {
            await AssertShowsAsync(port, leaf.Thumbprint);
        }

        using var renewed = Issue("leaf", issuer);
        WriteChain(path, renewed, issuer);
        await Task.Delay(OwnCertificate.Interval, TestContext.Current.CancellationToken);
        foreach (var port in ports)
        {
            await AssertShowsAsync(port, renewed.Thumbprint);
        }

        // A name is asked for, and not this machine, which browsers never remember.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "desk.example.com";
        using var answer = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("Strict-Transport-Security", answer.Headers.Select(h => h.Key));

        async Task AssertShowsAsync(int port, string thumbprint)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            string? shown = null;
            var isWhole = false;
            await using var tls = new SslStream(client.GetStream(), false, (_, certificate, sent, _) =>
            {
                shown = ((X509Certificate2)certificate!).Thumbprint;
                isWhole = sent!.ChainPolicy.ExtraStore.Any(c => c.Thumbprint == issuer.Thumbprint);
                return true;
            });
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "desk.example.com" }, TestContext.Current.CancellationToken);
            Assert.Equal(thumbprint, shown);
            Assert.True(isWhole, "The certificate of the issuer was not sent.");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Write(string path, string key)
    {
        using var own = SelfSignedCertificate.Make(CertificateNames.ForAddress(IPAddress.Loopback), DateTimeOffset.UtcNow);
        var secret = own.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(path, own.ExportCertificatePem() + "\n" + (key == path ? secret : ""));
        if (key != path)
        {
            File.WriteAllText(key, secret);
        }

        return own.Thumbprint;
    }

    private static void WriteChain(string path, X509Certificate2 leaf, X509Certificate2 issuer) => File.WriteAllText(
        path,
        $"{leaf.ExportCertificatePem()}\n{issuer.ExportCertificatePem()}\n{leaf.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(name != "leaf", false, 0, critical: true));
        var (from, until) = (Now.AddDays(-1), Now.AddDays(30));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, until.AddDays(1));
        }

        using var issued = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
