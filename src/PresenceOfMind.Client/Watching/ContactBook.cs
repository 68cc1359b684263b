using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>What is known of each contact, and what an answer changes in it.</summary>
internal sealed class ContactBook
{
    private readonly Dictionary<string, string> _spelling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PresenceChange> _last = new(StringComparer.Ordinal);

    public ContactBook(IEnumerable<string> contacts)
    {
        foreach (var contact in contacts)
        {
            _spelling.TryAdd(KeyOf(contact), contact);
        }
    }

    /// <summary>The contacts as they were given, each once.</summary>
    public IReadOnlyCollection<string> Contacts => _spelling.Values;

    /// <summary>The last change of each contact that has one, by rising number.</summary>
    public IReadOnlyList<PresenceChange> Current => [.. _last.Values.OrderBy(change => change.Sequence)];

    /// <summary>The number of the last change; 0 where there was none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Takes an answer: the states of contacts that are watched, spelled as they were given, and the changes.</summary>
    public (IReadOnlyList<ContactPresence> States, IReadOnlyList<PresenceChange> Changes) Take(
        IReadOnlyList<ContactPresence> answer, LearnedBy how, DateTimeOffset now)
    {
        var states = new List<ContactPresence>(answer.Count);
        var changes = new List<PresenceChange>();
        foreach (var (spelled, state) in answer)
        {
            var key = KeyOf(spelled);
            if (!_spelling.TryGetValue(key, out var contact))
            {
                continue;
            }

            states.Add(new ContactPresence(contact, state));
            PresenceState? before = _last.TryGetValue(key, out var last) ? last.After : null;
            if (before != state)
            {
                _last[key] = new PresenceChange(contact, before, state, now, how, ++Sequence);
                changes.Add(_last[key]);
            }
        }

        return (states, changes);
    }

    /// <summary>What is known of some contacts.</summary>
    public IReadOnlyList<ContactPresence> StatesOf(IEnumerable<string> contacts) =>
        [.. contacts.Select(c => _last.GetValueOrDefault(KeyOf(c))).OfType<PresenceChange>().Select(c => new ContactPresence(c.Contact, c.After))];

    /// <summary>What equal contacts share.</summary>
    public static string KeyOf(string contact) => ContactUri.TryParse(contact, out var uri) ? uri.Key : contact.ToLowerInvariant();
}
