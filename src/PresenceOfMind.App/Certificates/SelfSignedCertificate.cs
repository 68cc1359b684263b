using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.App.Certificates;

/// <summary>Makes a certificate for a demo or a laptop.</summary>
internal static class SelfSignedCertificate
{
    /// <summary>How long it is valid; browsers take no more than 398 days.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(397);

    /// <summary>How long before its end it is replaced.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Makes one, with its private key. RSA, since clients of PWS are of an age.</summary>
    /// <param name="names">The names that it is for.</param>
    /// <param name="now">When it begins.</param>
    public static X509Certificate2 Make(CertificateNames names, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Presence of Mind", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(names.ToExtension());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        return request.CreateSelfSigned(now.AddHours(-1), now + Life);
    }

    /// <summary>Whether a certificate may still be used: it holds the names, and its end is far enough.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="names">The names that it must hold.</param>
    /// <param name="now">The time.</param>
    public static bool IsGood(X509Certificate2 certificate, CertificateNames names, DateTimeOffset now) =>
        names.AreIn(certificate) && now >= certificate.NotBefore && now < certificate.NotAfter - RenewBefore;
}
