using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_is_kept_from_start_to_start() => Assert.Equal(Kept().Current.Thumbprint, Kept().Current.Thumbprint);

    [Fact]
    public void It_holds_every_name_that_a_client_here_may_use()
    {
        var names = Kept(IPAddress.Parse("192.0.2.7")).Current.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.Equivalent(new[] { "localhost", Environment.MachineName }, names.EnumerateDnsNames());
        Assert.Equivalent(new[] { "127.0.0.1", "::1", "192.0.2.7" }, names.EnumerateIPAddresses().Select(a => a.ToString()));
    }

    [Fact]
    public void It_is_made_anew_before_it_ends()
    {
        var kept = Kept();
        var first = kept.Current.Thumbprint;

        _time.Advance(SelfSignedCertificate.Life - SelfSignedCertificate.RenewBefore - TimeSpan.FromMinutes(1));
        Assert.Equal(first, kept.Current.Thumbprint);

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(first, kept.Current.Thumbprint);
    }

    [Fact]
    public void It_is_made_anew_where_the_names_change()
    {
        var first = Kept().Current.Thumbprint;
        Assert.NotEqual(first, Kept(IPAddress.Parse("192.0.2.7")).Current.Thumbprint);
    }

    [Fact]
    public void A_file_that_is_broken_is_replaced()
    {
        _folder.File("pws.pem", "nothing of the kind");
        Assert.True(Kept().Current.HasPrivateKey);
    }

    [Fact]
    public void Clients_find_the_public_part_alone_and_only_the_owner_the_key()
    {
        var kept = Kept();
        var thumbprint = kept.Current.Thumbprint;

        var shown = File.ReadAllText(kept.PublicPath);
        Assert.DoesNotContain("PRIVATE", shown, StringComparison.Ordinal);
        Assert.Equal(thumbprint, X509Certificate2.CreateFromPem(shown).Thumbprint);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept.SecretPath));
        }
    }

    [Fact]
    public void Ones_own_is_used_from_pem_and_from_pfx_with_its_password()
    {
        using var own = SelfSignedCertificate.Make(CertificateNames.ForAddress(IPAddress.Loopback), _time.GetUtcNow());
        var pem = _folder.File("own.crt", own.ExportCertificatePem());
        var key = _folder.File("own.key", own.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var locked = _folder.File(
            "locked.key",
            own.GetRSAPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
                "secret",
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        var pfx = _folder.File("own.pfx");
        File.WriteAllBytes(pfx, own.Export(X509ContentType.Pfx, "secret"));

        Assert.Equal(own.Thumbprint, Own(pem, key, null).Thumbprint);
        Assert.Equal(own.Thumbprint, Own(pem, locked, "secret").Thumbprint);
        Assert.Equal(own.Thumbprint, Own(pfx, null, "secret").Thumbprint);
    }

    [Fact]
    public void Ones_own_without_its_key_or_with_a_wrong_password_is_one_clear_line()
    {
        using var own = SelfSignedCertificate.Make(CertificateNames.ForAddress(IPAddress.Loopback), _time.GetUtcNow());
        var pem = _folder.File("own.crt", own.ExportCertificatePem());
        var pfx = _folder.File("own.pfx");
        File.WriteAllBytes(pfx, own.Export(X509ContentType.Pfx, "secret"));

        Assert.StartsWith(
            $"--certificate {pem} cannot be used",
            Assert.Throws<UserException>(() => Own(pem, null, null)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"--certificate {pfx} cannot be used",
            Assert.Throws<UserException>(() => Own(pfx, null, "wrong")).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private StoredCertificate Kept(IPAddress? listen = null) =>
        new(_folder.Path, CertificateNames.ForAddress(listen ?? IPAddress.Loopback), _time);

    private X509Certificate2 Own(string certificate, string? key, string? password) =>
        new ServerCertificate(
            new PomSettings { Certificate = certificate, CertificateKey = key, CertificatePassword = password },
            _time).Current;
}
