using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>A certificate for tests.</summary>
internal static class TestCertificate
{
    private static readonly Lazy<X509Certificate2> One = new(() => Make("CN=127.0.0.1"));

    /// <summary>The same one each time, with its key.</summary>
    public static X509Certificate2 SelfSigned(string name) => One.Value.Subject == name ? One.Value : Make(name);

    private static X509Certificate2 Make(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
