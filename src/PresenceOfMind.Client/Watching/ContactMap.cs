using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Client.Watching;

/// <summary>Something of each contact at one moment, by contact as it was given; any spelling that means the same finds it.</summary>
internal sealed class ContactMap<T> : IReadOnlyDictionary<string, T>
{
    private readonly Dictionary<string, KeyValuePair<string, T>> _byKey;

    public ContactMap(IEnumerable<WatchedContact> contacts, Func<PresenceChange, T?> select)
    {
        _byKey = [];
        foreach (var contact in contacts)
        {
            if (contact.Last is { } last && select(last) is { } value)
            {
                _byKey.Add(contact.Key, new(contact.Given, value));
            }
        }
    }

    public int Count => _byKey.Count;

    public IEnumerable<string> Keys => _byKey.Values.Select(pair => pair.Key);

    public IEnumerable<T> Values => _byKey.Values.Select(pair => pair.Value);

    public T this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"Nothing is known of the contact '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = _byKey.TryGetValue(WatchedContacts.KeyOf(key), out var pair);
        value = pair.Value;
        return found;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _byKey.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
