using System.Globalization;
using System.Security.Cryptography;

namespace PresenceOfMind.Server.Passwords;

/// <summary>Passwords as they are kept: PBKDF2 with SHA-256, a salt each, written <c>pbkdf2-sha256$rounds$salt$hash</c>.</summary>
internal static class PasswordHash
{
    private const int Rounds = 210_000;
    private const int Bytes = 32;
    private const string Scheme = "pbkdf2-sha256";

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}";
    }

    public static bool Matches(string kept, string password)
    {
        var parts = kept.Split('$');
        var expected = Convert.FromBase64String(parts[3]);
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return CryptographicOperations.FixedTimeEquals(expected, Derive(password, Convert.FromBase64String(parts[2]), rounds));
    }

    /// <summary>Takes as long as <see cref="Matches"/>, for who has no password.</summary>
    public static void Spend(string password) => Derive(password, new byte[16], Rounds);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, Bytes);
}
