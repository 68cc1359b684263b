using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Certificates;

/// <summary>Reads one's own certificate.</summary>
internal static class CertificateFile
{
    /// <summary>Reads a certificate with its private key, and the certificates of its issuers that stand beside it.</summary>
    /// <param name="path">PEM or PFX.</param>
    /// <param name="keyPath">The PEM key's file; null where the certificate's holds it.</param>
    /// <param name="password">The key's password; null where it has none.</param>
    /// <exception cref="UserException">The files do not hold a certificate and its key.</exception>
    public static SslStreamCertificateContext Read(string path, string? keyPath, string? password)
    {
        try
        {
            var all = new X509Certificate2Collection();
            X509Certificate2 certificate;
            if (IsPfx(path))
            {
                all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
                certificate = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("it contains no private key");
            }
            else
            {
                certificate = Usable(password is null
                    ? X509Certificate2.CreateFromPemFile(path, keyPath)
                    : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath));
                all.ImportFromPemFile(path);
            }

            var issuers = new X509Certificate2Collection(all.Where(c => c.Thumbprint != certificate.Thumbprint).ToArray());
            return SslStreamCertificateContext.Create(certificate, issuers, offline: true);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                ExitCode.Usage,
                $"--certificate {path} cannot be used: {error.Message.TrimEnd('.')}; give PEM (with --certificate-key) or PFX, and "
                    + "--certificate-password-file if the key has a password.",
                error);
        }
    }

    /// <summary>The same certificate in a form that TLS takes everywhere; Windows and macOS refuse one made from PEM.</summary>
    /// <param name="certificate">The certificate.</param>
    public static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (OperatingSystem.IsLinux())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        }
    }

    private static bool IsPfx(string path) =>
        path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase);
}
