using System.Security.Cryptography;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;

namespace PresenceOfMind.App.Certificates;

/// <summary>Reads certificates to trust, for commands.</summary>
internal static class TrustedCertificateFile
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--certificate";

    /// <summary>Reads certificates to trust.</summary>
    /// <param name="path">PEM with any number of them, or DER.</param>
    /// <exception cref="UserException">There is none.</exception>
    public static TrustedCertificates Read(string path)
    {
        try
        {
            return TrustedCertificates.FromFiles(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{Option} {path} cannot be read as a certificate: {error.Message}", error);
        }
    }
}
