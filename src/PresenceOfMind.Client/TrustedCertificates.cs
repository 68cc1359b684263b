using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PresenceOfMind.Client;

/// <summary>
/// The certificates to trust, from files: of servers, of the authorities that issued those, or of the roots above; PEM with any number of
/// certificates, or DER. A file that is replaced is read again for the next connection; one that cannot be read then is passed over, and
/// what was read before holds. Safe for use by many threads at once.
/// </summary>
public sealed class TrustedCertificates
{
    private readonly Lock _gate = new();
    private readonly TrustedFile[] _files;

    private TrustedCertificates(IEnumerable<string> paths) => _files = [.. paths.Select(path => new TrustedFile(path))];

    /// <summary>Reads files.</summary>
    /// <param name="paths">Their paths.</param>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be read.</exception>
    /// <exception cref="CryptographicException">One holds no certificate; the message says so.</exception>
    public static TrustedCertificates FromFiles(params IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new TrustedCertificates(paths);
    }

    /// <summary>What the files hold now.</summary>
    internal IReadOnlyList<X509Certificate2> Current
    {
        get
        {
            lock (_gate)
            {
                return [.. _files.SelectMany(file => file.Read())];
            }
        }
    }

    /// <summary>The files.</summary>
    public override string ToString() => string.Join(", ", _files.Select(file => file.Path));

    private sealed class TrustedFile
    {
        private byte[] _written;
        private IReadOnlyList<X509Certificate2> _held;

        public TrustedFile(string path)
        {
            Path = path;
            _written = File.ReadAllBytes(path);
            _held = Parse(_written);
        }

        public string Path { get; }

        public IReadOnlyList<X509Certificate2> Read()
        {
            try
            {
                var written = File.ReadAllBytes(Path);
                if (!written.AsSpan().SequenceEqual(_written))
                {
                    _held = Parse(written);
                    _written = written;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // It is being replaced; what was read before holds until that is done.
            }

            return _held;
        }

        private static IReadOnlyList<X509Certificate2> Parse(byte[] written)
        {
            var found = new X509Certificate2Collection();
            var text = Encoding.UTF8.GetString(written);
            if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
            {
                found.ImportFromPem(text);
            }
            else if (written.Length > 0)
            {
                found.Add(X509CertificateLoader.LoadCertificate(written));
            }

            return found.Count > 0 ? [.. found] : throw new CryptographicException("The file holds no certificate.");
        }
    }
}
