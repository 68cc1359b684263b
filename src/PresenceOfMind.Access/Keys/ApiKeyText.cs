using System.Security.Cryptography;
using System.Text;

namespace PresenceOfMind.Access.Keys;

/// <summary>
/// The text of an API key: <c>pom_</c>, 256 random bits and a check sum, both in hexadecimal. Secret scanners find it by
/// <c>pom_[0-9a-f]{72}</c>, and the check sum tells a key from a text that only looks like one.
/// </summary>
internal static class ApiKeyText
{
    /// <summary>How each key begins.</summary>
    public const string Prefix = "pom_";

    private const int SecretLength = 64;
    private const int CheckLength = 8;

    /// <summary>Makes a new text.</summary>
    public static string Create()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength / 2));
        return Prefix + secret + CheckSum(secret);
    }

    /// <summary>Whether a text is a whole key: neither truncated nor mistyped.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(string text) =>
        text.Length == Prefix.Length + SecretLength + CheckLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.EndsWith(CheckSum(text.Substring(Prefix.Length, SecretLength)), StringComparison.Ordinal);

    /// <summary>
    /// What is kept of a key. The text has 256 random bits, so one round of SHA-256 without a salt is enough (NIST SP 800-63B, 5.1.2).
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string CheckSum(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Prefix + secret)))[..CheckLength];
}
