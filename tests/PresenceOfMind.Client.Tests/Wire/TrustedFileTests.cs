using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Rest;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>HTTPS with a chain of certificates: a root, an authority between, and the server's own.</summary>
public sealed class TrustedFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"trusted-{Guid.NewGuid():N}");
    private readonly X509Certificate2 _root = Make("CN=root", null, true);
    private readonly X509Certificate2 _between;
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2 _stranger = Make("CN=stranger", null, true);

    public TrustedFileTests()
    {
        _between = Make("CN=between", _root, true);
        _own = Make("CN=server", _between, false);
    }

    public void Dispose()
    {
        File.Delete(_file);
        foreach (var one in new[] { _root, _between, _own, _stranger })
        {
            one.Dispose();
        }
    }

    [Theory]
    [InlineData("root", true)]
    [InlineData("between", true)]
    [InlineData("own", true)]
    [InlineData("stranger", false)]
    [InlineData("stranger root", true)]
    [InlineData("stranger between", true)]
    [InlineData("stranger own", true)]
    public async Task A_server_is_trusted_by_any_certificate_of_its_chain_wherever_it_stands_in_the_file(string names, bool trusted)
    {
        Write(names.Split(' '));
        await using var server = await StartAsync(sendsChain: true);
        Assert.Equal(trusted, await LogsInAsync(server));
    }

    [Theory]
    [InlineData("root", false)]
    [InlineData("between", true)]
    [InlineData("root between", true)]
    public async Task Where_the_server_sends_no_chain_the_file_holds_what_is_between(string names, bool trusted)
    {
        Write(names.Split(' '));
        await using var server = await StartAsync(sendsChain: false);
        Assert.Equal(trusted, await LogsInAsync(server));
    }

    [Fact]
    public async Task A_file_in_DER_is_read_too()
    {
        await File.WriteAllBytesAsync(_file, _between.Export(X509ContentType.Cert), Ct);
        await using var server = await StartAsync(sendsChain: true);
        Assert.True(await LogsInAsync(server));
    }

    [Fact]
    public async Task A_file_that_is_replaced_is_read_again_and_one_that_is_broken_changes_nothing()
    {
        Write("stranger");
        await using var server = await StartAsync(sendsChain: true);
        using var client = Client(server);
        await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
        Write("root");
        Assert.Equal("k", (await client.LogInAsync("app", "secret", cancellationToken: Ct)).Key);
        var trusted = TrustedCertificates.FromFiles(_file);
        await File.WriteAllTextAsync(_file, "-----BEGIN CERT", Ct);
        Assert.Equal(_root.Thumbprint, Assert.Single(trusted.Current).Thumbprint);
    }

    [Fact]
    public async Task An_authority_that_is_over_is_not_trusted()
    {
        using var over = Make("CN=over", null, true, until: DateTimeOffset.UtcNow.AddMinutes(-1));
        using var issued = Make("CN=server", over, false, until: DateTimeOffset.UtcNow.AddMinutes(-2));
        await File.WriteAllTextAsync(_file, over.ExportCertificatePem(), Ct);
        await using var server = await StartAsync(sendsChain: true, issued);
        Assert.False(await LogsInAsync(server));
    }

    [Fact]
    public async Task A_servers_own_certificate_issues_nothing()
    {
        using var issued = Make("CN=server", _own, false);
        Write("own");
        await using var server = await StartAsync(sendsChain: true, issued);
        Assert.False(await LogsInAsync(server));
    }

    [Fact]
    public async Task Messages_name_the_setting_and_do_not_ask_for_what_was_given()
    {
        Write("stranger");
        await using var server = await StartAsync(sendsChain: true);
        using var client = Client(server);
        var refused = await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Contains("neither in --my-option nor issued for this host by one in it", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ServerCertificate", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsUntrusted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_file_without_a_certificate_is_refused(string text)
    {
        File.WriteAllText(_file, text);
        Assert.ThrowsAny<CryptographicException>(() => TrustedCertificates.FromFiles(_file));
    }

    private void Write(params string[] names) => File.WriteAllText(
        _file,
        "# a comment\n" + string.Concat(
            names.Select(
                name => (name switch { "root" => _root, "between" => _between, "own" => _own, _ => _stranger }).ExportCertificatePem()
                    + "\n")));

    private PwsClient Client(WebApplication server) => new(new PwsClientOptions
    {
        Server = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        Trusted = TrustedCertificates.FromFiles(_file),
        CertificateSetting = "--my-option",
    });

    private async Task<bool> LogsInAsync(WebApplication server)
    {
        using var client = Client(server);
        try
        {
            return (await client.LogInAsync("app", "secret", cancellationToken: Ct)).Key == "k";
        }
        catch (PwsTransportException e) when (e.IsUntrusted)
        {
            return false;
        }
    }

    private async Task<WebApplication> StartAsync(bool sendsChain, X509Certificate2? own = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(
                        own ?? _own,
                        sendsChain ? [_between, _own] : null,
                        offline: true),
                }),
            })));
        var app = builder.Build();
        app.Run(context => context.Response.Body.WriteAsync("<session><sessionKey>k</sessionKey></session>"u8.ToArray()).AsTask());
        await app.StartAsync(Ct);
        return app;
    }

    private static X509Certificate2 Make(string name, X509Certificate2? issuer, bool isAuthority, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (!isAuthority)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        var from = DateTimeOffset.UtcNow.AddDays(-2);
        var end = until ?? DateTimeOffset.UtcNow.AddDays(1);
        using var signed = issuer is null ? null
            : request.Create(
                issuer.SubjectName,
                X509SignatureGenerator.CreateForRSA(issuer.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1),
                from,
                end,
                RandomNumberGenerator.GetBytes(8));
        using var made = signed is null ? request.CreateSelfSigned(from, end) : signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
