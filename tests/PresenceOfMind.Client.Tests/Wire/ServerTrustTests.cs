using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Rest;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>HTTPS with certificates that this machine does not trust by itself.</summary>
public sealed class ServerTrustTests
{
    [Fact]
    public async Task The_servers_own_certificate_is_trusted_where_it_is_given_whatever_its_names()
    {
        using var own = SelfSigned("CN=elsewhere.example");
        await using var server = await StartAsync(own);
        using var client = Client(server, own);
        Assert.Equal("k", (await client.LogInAsync("app", "secret", cancellationToken: Ct)).Key);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused_with_what_to_do()
    {
        using var own = SelfSigned("CN=localhost");
        await using var server = await StartAsync(own);
        using var client = Client(server, null);
        var refused = await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Contains("ServerCertificate", refused.Message, StringComparison.Ordinal);
        Assert.Contains("UntrustedRoot", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsUntrusted);
    }

    [Fact]
    public async Task Another_certificate_than_the_one_given_is_refused()
    {
        using var own = SelfSigned("CN=localhost");
        using var other = SelfSigned("CN=localhost");
        await using var server = await StartAsync(own);
        using var client = Client(server, other);
        await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.2", false)]
    public async Task What_a_given_authority_issued_is_trusted_where_it_names_the_host(string address, bool trusted)
    {
        using var authority = SelfSigned("CN=authority", isAuthority: true);
        using var issued = Issued(authority, IPAddress.Parse(address));
        await using var server = await StartAsync(issued);
        using var client = Client(server, X509CertificateLoader.LoadCertificate(authority.Export(X509ContentType.Cert)));
        var login = client.LogInAsync("app", "secret", cancellationToken: Ct);
        if (trusted)
        {
            Assert.Equal("k", (await login).Key);
        }
        else
        {
            await Assert.ThrowsAsync<PwsTransportException>(() => login);
        }
    }

    private static PwsClient Client(WebApplication server, X509Certificate2? expected)
    {
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new PwsClient(new PwsClientOptions { Server = new Uri(address), ServerCertificate = expected });
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(context => context.Response.Body.WriteAsync("<session><sessionKey>k</sessionKey></session>"u8.ToArray()).AsTask());
        await app.StartAsync(Ct);
        return app;
    }

    private static X509Certificate2 SelfSigned(string name, bool isAuthority = false)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return WithKey(made);
    }

    private static X509Certificate2 Issued(X509Certificate2 authority, IPAddress address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        using var withKey = made.CopyWithPrivateKey(key);
        return WithKey(withKey);
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
