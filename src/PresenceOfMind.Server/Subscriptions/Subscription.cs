using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>
/// One subscription: whom it watches, what it was told of them, and the latch, which lets one notification through
/// and no further one until the presence has been fetched.
/// </summary>
internal sealed class Subscription
{
    private readonly OrderedDictionary<string, Watched> _contacts = [];

    public Subscription(int id, string sessionKey, string applicationUser, int endpointId, string url, DateTimeOffset expiresAt)
    {
        Id = id;
        SessionKey = sessionKey;
        ApplicationUser = applicationUser;
        EndpointId = endpointId;
        Url = url;
        ExpiresAt = expiresAt;
    }

    public int Id { get; }

    public string SessionKey { get; }

    public string ApplicationUser { get; }

    public int EndpointId { get; }

    /// <summary>The endpoint's address, which never changes.</summary>
    public string Url { get; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Whether a notification is due or sent, and the presence not yet fetched.</summary>
    public bool Latched { get; private set; }

    /// <summary>The newest notification; null before the first.</summary>
    public Announcement? Announced { get; private set; }

    public IReadOnlyCollection<Watched> Contacts => _contacts.Values;

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;

    public bool Watches(string person) => _contacts.ContainsKey(person);

    /// <summary>Makes a notification due, where none is.</summary>
    /// <returns>Whether it is to be sent now.</returns>
    public bool Due()
    {
        if (Latched)
        {
            return false;
        }

        Latched = true;
        Announced = new Announcement();
        return true;
    }

    /// <summary>Puts contacts in; those that are there already stay as they are spelled.</summary>
    /// <returns>Those that are new.</returns>
    public IReadOnlyList<Watched> Add(IEnumerable<Watched> contacts) =>
        [.. contacts.Where(c => _contacts.TryAdd(c.Key, c))];

    /// <summary>Takes contacts out.</summary>
    /// <returns>Those that went.</returns>
    /// <exception cref="PwsException">144 where one is not in it; then none is taken out.</exception>
    public IReadOnlyList<Watched> Remove(IReadOnlyList<string> keys)
    {
        if (keys.FirstOrDefault(k => !_contacts.ContainsKey(k)) is { } stranger)
        {
            throw new PwsException(PwsErrorCode.ContactNotSubscribed, $"{stranger} is not in subscription {Id}.");
        }

        return [.. keys.Select(k => _contacts.Remove(k, out var gone) ? gone : null).OfType<Watched>()];
    }

    /// <summary>Takes what a person tells; what is older than what is known is dropped.</summary>
    /// <returns>Whether a notification is to be sent now.</returns>
    public bool Told(string person, long sequence, PresenceState state, byte[]? document = null)
    {
        if (!_contacts.TryGetValue(person, out var contact) || sequence <= contact.Sequence)
        {
            return false;
        }

        _contacts[person] = contact with { Sequence = sequence, State = state, Document = document };
        return Due();
    }

    /// <summary>Takes what a person says when the watching begins; that is no change.</summary>
    public void Begin(string person, long sequence, PresenceState state, byte[]? document = null)
    {
        if (_contacts.TryGetValue(person, out var contact) && sequence > contact.Sequence)
        {
            _contacts[person] = contact with { Sequence = sequence, State = state, Document = document };
        }
    }

    /// <summary>The states, and the latch is open again.</summary>
    public IReadOnlyList<ContactPresence> Fetch()
    {
        Open();
        return [.. _contacts.Values.Select(c => new ContactPresence(c.Spelled, c.State))];
    }

    /// <summary>The presence has been fetched: the latch is open again.</summary>
    public void Open()
    {
        Latched = false;
        Announced?.Fetch();
    }

    /// <summary>Sets a new end.</summary>
    public void Refresh(DateTimeOffset expiresAt) => ExpiresAt = expiresAt;

    /// <summary>The subscription is over; a notification on its way need not arrive.</summary>
    public void End() => Announced?.End();
}
