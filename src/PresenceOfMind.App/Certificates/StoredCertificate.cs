using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Files;

namespace PresenceOfMind.App.Certificates;

/// <summary>
/// The certificate that is generated and stored in the data folder, and generated again before it ends or when names change.
/// </summary>
internal sealed class StoredCertificate(string folder, CertificateNames names, TimeProvider time)
{
    /// <summary>The file of the data folder with the certificate without its key.</summary>
    public const string PublicName = "pws.crt";

    private readonly Lock _lock = new();
    private X509Certificate2? _current;

    /// <summary>The certificate with its key, PEM, for its owner alone.</summary>
    public string SecretPath { get; } = Path.Combine(folder, "pws.pem");

    /// <summary>The certificate without its key, PEM, for clients to trust.</summary>
    public string PublicPath { get; } = Path.Combine(folder, PublicName);

    /// <summary>The certificate to use now.</summary>
    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                _current ??= Read();
                if (_current is null || !SelfSignedCertificate.IsGood(_current, names, now))
                {
                    _current = Keep(SelfSignedCertificate.Make(names, now));
                }

                return _current;
            }
        }
    }

    private X509Certificate2? Read()
    {
        try
        {
            return File.Exists(SecretPath) ? CertificateFile.Usable(X509Certificate2.CreateFromPemFile(SecretPath)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private X509Certificate2 Keep(X509Certificate2 made)
    {
        using var key = made.GetRSAPrivateKey()!;
        OwnerFile.Write(SecretPath, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        OwnerFile.Write(PublicPath, made.ExportCertificatePem() + "\n");
        return CertificateFile.Usable(made);
    }
}
