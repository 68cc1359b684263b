using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Certificates;

/// <summary>The certificate of the HTTPS port: one's own, or the one that is made and kept.</summary>
internal sealed class PwsCertificate
{
    private readonly X509Certificate2? _own;
    private readonly StoredCertificate? _kept;

    /// <summary>Chooses it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock that says when it is to be renewed.</param>
    /// <exception cref="UserException">One's own cannot be used.</exception>
    public PwsCertificate(PomSettings settings, TimeProvider time)
    {
        if (settings.Certificate is { } path)
        {
            _own = CertificateFile.Read(path, settings.CertificateKey, settings.CertificatePassword);
            PublicPath = path;
        }
        else
        {
            _kept = new StoredCertificate(
                settings.Data,
                CertificateNames.ForAddress(settings.Address).With(settings.Nodes.Select(n => n.Host)),
                time);
            PublicPath = _kept.PublicPath;
        }
    }

    /// <summary>Where clients find what they have to trust.</summary>
    public string PublicPath { get; }

    /// <summary>The certificate to use now.</summary>
    public X509Certificate2 Current => _own ?? _kept!.Current;
}
