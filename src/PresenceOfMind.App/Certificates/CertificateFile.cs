using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Certificates;

/// <summary>Reads one's own certificate.</summary>
internal static class CertificateFile
{
    /// <summary>Reads a certificate with its private key.</summary>
    /// <param name="path">PEM or PFX.</param>
    /// <param name="keyPath">The PEM key's file; null where the certificate's holds it.</param>
    /// <param name="password">The key's password; null where it has none.</param>
    /// <exception cref="UserException">The files do not hold a certificate and its key.</exception>
    public static X509Certificate2 Read(string path, string? keyPath, string? password)
    {
        try
        {
            var certificate = IsPfx(path)
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : Usable(password is null
                    ? X509Certificate2.CreateFromPemFile(path, keyPath)
                    : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath));
            return certificate.HasPrivateKey ? certificate : throw new CryptographicException("it contains no private key");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                ExitCode.Usage,
                $"--certificate {path} cannot be used: {error.Message.TrimEnd('.')}; give PEM (with --certificate-key) or PFX, and "
                    + "--certificate-password if the key has one.",
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
