using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace PresenceOfMind.Access.Keys;

/// <summary>Keys by name and by the hashes of their texts. It does not change, but for when keys were last used.</summary>
internal sealed class KeyIndex
{
    private readonly FrozenDictionary<string, StoredKey> _byHash;
    private readonly FrozenDictionary<string, StoredKey> _byName;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used;

    private KeyIndex(IEnumerable<StoredKey> keys, ConcurrentDictionary<string, DateTimeOffset> used)
    {
        _byName = keys.ToFrozenDictionary(k => k.Key.Name, StringComparer.Ordinal);
        _byHash = _byName.Values
            .SelectMany(k => new[] { k.Hash, k.FormerHash }.OfType<string>(), KeyValuePair.Create)
            .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        _used = used;
    }

    /// <summary>All keys, by name.</summary>
    public IReadOnlyList<ApiKey> All =>
        [.. _byName.Values.Select(k => WithUse(k.Key)).OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>All keys with their hashes, in no order.</summary>
    public IEnumerable<StoredKey> Stored => _byName.Values;

    /// <summary>Makes an index.</summary>
    public static KeyIndex Create(IEnumerable<StoredKey> keys) => new(keys, new());

    public StoredKey? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The key with a hash. The time that it takes tells nothing about a text, since that is hashed before.</summary>
    public StoredKey? FindByHash(string hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>The index with a key that is new or replaces one of the same id.</summary>
    public KeyIndex With(StoredKey key) => new([.. _byName.Values.Where(k => k.Key.Id != key.Key.Id), key], _used);

    /// <summary>The index without a key.</summary>
    public KeyIndex Without(string id) => new(_byName.Values.Where(k => k.Key.Id != id), _used);

    /// <summary>Notes when a key was used.</summary>
    /// <returns>Whether that was not noted before.</returns>
    public bool NoteUse(string id, DateTimeOffset minute)
    {
        if (_used.TryGetValue(id, out var noted) && noted >= minute)
        {
            return false;
        }

        _used[id] = minute;
        return true;
    }

    private ApiKey WithUse(ApiKey key) => _used.TryGetValue(key.Id, out var at) ? key with { LastUsed = at } : key;
}
