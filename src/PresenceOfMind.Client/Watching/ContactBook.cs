using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Who is watched, what is known of each, and what an answer changes in it.</summary>
internal sealed class ContactBook
{
    private readonly Dictionary<string, WatchedContact> _byKey = new(StringComparer.Ordinal);

    // Servers repeat a contact as it was spelled, so that most need not be read letter by letter.
    private readonly Dictionary<string, WatchedContact> _bySpelling = new(StringComparer.Ordinal);

    /// <summary>How many are watched.</summary>
    public int Count => _byKey.Count;

    /// <summary>The contacts as they were given.</summary>
    public IReadOnlyList<string> Given => [.. _byKey.Values.Select(c => c.Given)];

    /// <summary>The last change of each contact that has one, by rising number.</summary>
    public IReadOnlyList<PresenceChange> Current => [.. _byKey.Values.Select(c => c.Last).OfType<PresenceChange>().OrderBy(change => change.Sequence)];

    /// <summary>The number of the last change; 0 where there was none.</summary>
    public long Sequence { get; private set; }

    /// <summary>A new contact; null where it is watched already.</summary>
    public WatchedContact? Add(string given)
    {
        var contact = new WatchedContact(KeyOf(given), given);
        if (!_byKey.TryAdd(contact.Key, contact))
        {
            return null;
        }

        _bySpelling[given] = contact;
        return contact;
    }

    /// <summary>A contact that is watched no more; null where it was not.</summary>
    public WatchedContact? Remove(string given)
    {
        if (!_byKey.Remove(KeyOf(given), out var contact))
        {
            return null;
        }

        _bySpelling.Remove(contact.Given);
        _bySpelling.Remove(contact.Spelled);
        return contact;
    }

    /// <summary>The contact that a spelling means; null where it is not watched.</summary>
    public WatchedContact? Find(string spelled)
    {
        if (_bySpelling.TryGetValue(spelled, out var contact) || !_byKey.TryGetValue(KeyOf(spelled), out contact))
        {
            return contact;
        }

        // One more spelling for each: a server that spells anew each time fills no memory.
        _bySpelling.Remove(contact.Spelled);
        _bySpelling[contact.Given] = contact;
        _bySpelling[contact.Spelled = spelled] = contact;
        return contact;
    }

    /// <summary>Takes what an answer says of a contact.</summary>
    /// <returns>The change; null where nothing is new.</returns>
    public PresenceChange? Take(WatchedContact contact, PresenceState state, PresenceDetails? details, LearnedBy how, DateTimeOffset now)
    {
        var last = contact.Last;
        if (last is not null && last.After == state && (details is null || details.Equals(last.Details)))
        {
            return null;
        }

        return contact.Last = new PresenceChange(contact.Given, last?.After, state, now, last is null ? LearnedBy.Start : how, ++Sequence)
        {
            DetailsBefore = last?.Details,
            Details = details,
        };
    }

    /// <summary>What equal contacts share.</summary>
    public static string KeyOf(string contact) => ContactUri.TryParse(contact, out var uri) ? uri.Key : contact.ToLowerInvariant();
}
