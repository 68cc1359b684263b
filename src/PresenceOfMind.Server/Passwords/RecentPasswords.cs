using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PresenceOfMind.Server.Passwords;

/// <summary>
/// The passwords that were right, so that a program that logs in again needs no costly check, whatever flood is under way.
/// They are kept in memory alone, hashed with a key of this process.
/// </summary>
internal sealed class RecentPasswords
{
    private const int Remembered = 10_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, byte[]> _right = new();

    /// <summary>Whether this password was right for this hash, which is another after each change of the password.</summary>
    public bool Contains(string kept, string password) =>
        _right.TryGetValue(kept, out var right) && CryptographicOperations.FixedTimeEquals(right, Digest(password));

    /// <summary>Remembers a right password.</summary>
    public void Add(string kept, string password)
    {
        if (_right.Count >= Remembered)
        {
            _right.Clear();
        }

        _right[kept] = Digest(password);
    }

    private byte[] Digest(string password) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(password));
}
