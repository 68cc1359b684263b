using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>The watched contacts, their known states, and the changes that an answer makes to them.</summary>
internal sealed class WatchedContacts
{
    private readonly Dictionary<string, WatchedContact> _byKey = new(StringComparer.Ordinal);

    // Servers repeat a contact as it was spelled, so that most need not be read letter by letter.
    private readonly Dictionary<string, WatchedContact> _bySpelling = new(StringComparer.Ordinal);

    private IReadOnlyList<string>? _given;
    private ContactMap<PresenceState>? _states;
    private ContactMap<PresenceDetails>? _details;

    /// <summary>How many are watched.</summary>
    public int Count => _byKey.Count;

    /// <summary>The contacts as they were given, as they are now.</summary>
    public IReadOnlyList<string> Given => _given ??= [.. _byKey.Values.Select(c => c.Given)];

    /// <summary>The state of each contact of whom one is known, as it is now. Made once for each change.</summary>
    public ContactMap<PresenceState> States => _states ??= new(_byKey.Values, change => change.After);

    /// <summary>The details of each contact of whom some are known, as they are now. Made once for each change.</summary>
    public ContactMap<PresenceDetails> Details => _details ??= new(_byKey.Values, change => change.Details);

    /// <summary>The last change of each contact that has one, by rising number.</summary>
    public IReadOnlyList<PresenceChange> Current =>
        [.. _byKey.Values.Select(c => c.Last).OfType<PresenceChange>().OrderBy(change => change.Sequence)];

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
        _given = null;
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
        _given = null;
        (_states, _details) = (null, null);
        return contact;
    }

    /// <summary>What was last told of a contact; null where that is nothing, or it is not watched.</summary>
    public PresenceChange? LastOf(string contact) =>
        (_bySpelling.TryGetValue(contact, out var found) || _byKey.TryGetValue(KeyOf(contact), out found)) ? found.Last : null;

    /// <summary>The contact that a spelling means; null where it is not watched.</summary>
    public WatchedContact? Find(string spelled)
    {
        if (_bySpelling.TryGetValue(spelled, out var contact) || !_byKey.TryGetValue(KeyOf(spelled), out contact))
        {
            return contact;
        }

        Learn(spelled, contact);
        return contact;
    }

    /// <summary>A spelling means a contact.</summary>
    public void Learn(string spelled, WatchedContact contact)
    {
        // One more spelling for each: a server that spells anew each time fills no memory.
        _bySpelling.Remove(contact.Spelled);
        _bySpelling[contact.Given] = contact;
        _bySpelling[contact.Spelled = spelled] = contact;
    }

    /// <summary>Takes what an answer says of a contact.</summary>
    /// <returns>The change; null where nothing is new.</returns>
    public PresenceChange? ApplyState(
        WatchedContact contact, PresenceState state, PresenceDetails? details, LearnedBy how, DateTimeOffset now)
    {
        var last = contact.Last;
        if (last is not null && last.After == state && (details is null || details.Equals(last.Details)))
        {
            return null;
        }

        (_states, _details) = (null, null);
        return contact.Last = new PresenceChange
        {
            Contact = contact.Given,
            Before = last?.After,
            After = state,
            At = now,
            How = last is null ? LearnedBy.Start : how,
            Sequence = ++Sequence,
            DetailsBefore = last?.Details,
            Details = details,
        };
    }

    /// <summary>
    /// What equal contacts share. A node may answer with parameters or in angle brackets, which say nothing of who it is.
    /// </summary>
    public static string KeyOf(string contact)
    {
        if (ContactUri.TryParse(contact, out var uri))
        {
            return uri.Key;
        }

        var bare = contact.Trim().TrimStart('<');
        var end = bare.AsSpan().IndexOfAny('>', ';', '?');
        return ContactUri.TryParse(end < 0 ? bare : bare[..end], out uri) ? uri.Key : contact.ToLowerInvariant();
    }

    /// <summary>User and domain of a contact's key.</summary>
    public static (string User, string Domain) Split(string key)
    {
        var at = key.LastIndexOf('@');
        return at < 0 ? (key, "") : (key[..at], key[(at + 1)..]);
    }
}
