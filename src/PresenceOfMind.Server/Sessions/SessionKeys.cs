using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PresenceOfMind.Server.Sessions;

/// <summary>Whose a session key is. That never changes, so it may be remembered; whether it is live, the user's grain says.</summary>
internal sealed class SessionKeys(SessionRows rows)
{
    private const int Remembered = 100_000;

    private readonly ConcurrentDictionary<(string Node, string Key), string> _owners = new();

    /// <summary>A new key: 128 random bits in the form of a GUID.</summary>
    public static string New() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    /// <summary>The user of a node's key, in small letters, or null.</summary>
    public async ValueTask<string?> OwnerAsync(string node, string key)
    {
        if (_owners.TryGetValue((node, key), out var owner))
        {
            return owner;
        }

        owner = await rows.OwnerAsync(node, key);
        if (owner is not null)
        {
            if (_owners.Count >= Remembered)
            {
                _owners.Clear();
            }

            _owners[(node, key)] = owner;
        }

        return owner;
    }
}
