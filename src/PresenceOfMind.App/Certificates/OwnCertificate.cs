using System.Net.Security;
using System.Security.Cryptography;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Certificates;

/// <summary>
/// The operator's own certificate, from files that are read again when they are replaced. Where the new ones cannot be used, the earlier
/// certificate stays in use: of two files, one is always replaced first.
/// </summary>
internal sealed class OwnCertificate
{
    /// <summary>How often the files are looked at, at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string? _keyPath;
    private readonly string? _password;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private byte[] _read;
    private long _looked;
    private SslStreamCertificateContext _current;

    /// <summary>Reads the files.</summary>
    /// <param name="path">PEM or PFX, with the certificates of the issuers where clients need them.</param>
    /// <param name="keyPath">The PEM key's file; null where the certificate's holds it.</param>
    /// <param name="password">The key's password; null where it has none.</param>
    /// <param name="time">Says when to look at the files again.</param>
    /// <exception cref="UserException">The files do not hold a certificate and its key.</exception>
    public OwnCertificate(string path, string? keyPath, string? password, TimeProvider time)
    {
        (_path, _keyPath, _password, _time) = (path, keyPath, password, time);
        _read = Digest() ?? [];
        _looked = time.GetTimestamp();
        _current = CertificateFile.Read(path, keyPath, password);
    }

    /// <summary>The certificate to use now, with those of its issuers.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_time.GetElapsedTime(_looked) >= Interval)
                {
                    _looked = _time.GetTimestamp();
                    ReadAgain();
                }

                return _current;
            }
        }
    }

    private void ReadAgain()
    {
        if (Digest() is not { } digest || digest.AsSpan().SequenceEqual(_read))
        {
            return;
        }

        // What cannot be used is said once, and looked at again when a file changes again.
        _read = digest;
        try
        {
            _current = CertificateFile.Read(_path, _keyPath, _password);
        }
        catch (UserException error)
        {
            Terminal.Complain($"{error.Message} The earlier certificate stays in use.");
        }
    }

    /// <summary>What the files hold, not when they were changed: a symbolic link to another file has the time of the link.</summary>
    private byte[]? Digest()
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(File.ReadAllBytes(_path));
            if (_keyPath is not null)
            {
                hash.AppendData(File.ReadAllBytes(_keyPath));
            }

            return hash.GetHashAndReset();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
