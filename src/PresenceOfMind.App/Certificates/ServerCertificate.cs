using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Certificates;

/// <summary>The certificate of the HTTPS ports: the operator's own, or one that is generated and stored.</summary>
internal sealed class ServerCertificate
{
    private readonly OwnCertificate? _own;
    private readonly StoredCertificate? _stored;
    private SslStreamCertificateContext? _context;

    /// <summary>Chooses it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock that says when it is to be renewed.</param>
    /// <exception cref="UserException">The operator's own cannot be used.</exception>
    public ServerCertificate(PomSettings settings, TimeProvider time)
    {
        if (settings.Certificate is { } path)
        {
            _own = new OwnCertificate(path, settings.CertificateKey, settings.CertificatePassword, time);
            PublicPath = path;
        }
        else
        {
            var others = settings.Nodes.Select(n => n.Host)
                .Concat(new[] { settings.PublicUrl, settings.CallbackUrl }.OfType<Uri>().Select(url => url.IdnHost));
            _stored = new StoredCertificate(settings.Data, CertificateNames.ForAddress(settings.Address).With(others), time);
            PublicPath = _stored.PublicPath;
        }
    }

    /// <summary>Where clients find what they have to trust.</summary>
    public string PublicPath { get; }

    /// <summary>The certificate to use now.</summary>
    public X509Certificate2 Current => Context.TargetCertificate;

    /// <summary>The certificate to use now, with those of its issuers.</summary>
    public SslStreamCertificateContext Context
    {
        get
        {
            if (_own is not null)
            {
                return _own.Current;
            }

            var (now, made) = (_stored!.Current, _context);
            return made is not null && ReferenceEquals(made.TargetCertificate, now)
                ? made
                : _context = SslStreamCertificateContext.Create(now, additionalCertificates: null, offline: true);
        }
    }
}
