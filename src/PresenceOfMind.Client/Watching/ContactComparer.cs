namespace PresenceOfMind.Client.Watching;

/// <summary>Contacts are the same where they mean the same person, as everywhere in a watcher.</summary>
internal sealed class ContactComparer : IEqualityComparer<string>
{
    public static ContactComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => x is null || y is null ? x == y : ContactBook.KeyOf(x) == ContactBook.KeyOf(y);

    public int GetHashCode(string obj) => ContactBook.KeyOf(obj).GetHashCode(StringComparison.Ordinal);
}
