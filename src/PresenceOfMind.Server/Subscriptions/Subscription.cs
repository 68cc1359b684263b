using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>
/// One subscription: whom it watches, what it was told of them, and its <see cref="Latch"/>. One caller at a time changes it;
/// meanwhile any others may <see cref="FetchBasic"/>.
/// </summary>
internal sealed class Subscription
{
    private readonly OrderedDictionary<string, SubscribedContact> _contacts = [];
    private readonly Lock _lock = new();
    private readonly Latch _latch = new();
    private byte[]? _basic;
    private int _hidden;

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
    public bool Latched => _latch.IsClosed;

    /// <summary>The newest notification; null before the first.</summary>
    public Announcement? Announced => _latch.Announced;

    public IReadOnlyCollection<SubscribedContact> Contacts => _contacts.Values;

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;

    public bool Watches(string person) => _contacts.ContainsKey(person);

    /// <summary>Makes a notification due, where none is.</summary>
    /// <returns>Whether it is to be sent now.</returns>
    public bool Due()
    {
        lock (_lock)
        {
            return _latch.TryClose();
        }
    }

    /// <summary>Puts contacts in; those that are there already stay as they are spelled.</summary>
    /// <returns>Those that are new.</returns>
    public List<SubscribedContact> Add(IEnumerable<SubscribedContact> contacts)
    {
        lock (_lock)
        {
            _basic = null;
            return [.. contacts.Where(c => _contacts.TryAdd(c.Key, c))];
        }
    }

    /// <summary>Whether these are all its contacts.</summary>
    public bool HasNoOthers(IReadOnlyList<string> keys) =>
        _contacts.Count > 0 && keys.All(_contacts.ContainsKey) && keys.Distinct().Count() == _contacts.Count;

    /// <summary>Takes contacts out.</summary>
    /// <returns>Those that went; or 144 where one is not in it, and then none is taken out.</returns>
    public PwsResult<List<SubscribedContact>> Remove(IReadOnlyList<string> keys)
    {
        if (keys.FirstOrDefault(k => !_contacts.ContainsKey(k)) is { } stranger)
        {
            return PwsError.FromCode(PwsErrorCode.ContactNotSubscribed, $"{stranger} is not in subscription {Id}.");
        }

        lock (_lock)
        {
            _basic = null;
            return keys.Select(k => _contacts.Remove(k, out var gone) ? gone : null).OfType<SubscribedContact>().ToList();
        }
    }

    /// <summary>Takes what a person tells; what is older than what is known is dropped.</summary>
    /// <returns>Whether a notification is to be sent now.</returns>
    public bool Told(string person, long sequence, PresenceState state, byte[]? document = null)
    {
        lock (_lock)
        {
            return ApplyState(person, sequence, state, document) && Due();
        }
    }

    /// <summary>Takes what a person says when the watching begins; that is no change.</summary>
    public void Begin(string person, long sequence, PresenceState state, byte[]? document = null) =>
        ApplyState(person, sequence, state, document);

    /// <summary>The states, and the latch is open again.</summary>
    public IReadOnlyList<ContactPresence> Fetch()
    {
        Open();
        return [.. _contacts.Values.Select(c => new ContactPresence { ContactUri = c.Spelled, State = c.State })];
    }

    /// <summary>The presence has been fetched: the latch is open again.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _latch.Open();
        }
    }

    /// <summary>The basic list as REST answers it; opens the latch. Anybody may call this at any time.</summary>
    /// <returns>Null, and the latch as it was, where it is hidden or over.</returns>
    public byte[]? FetchBasic(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_hidden > 0 || IsOver(now))
            {
                return null;
            }

            _latch.Open();
            return _basic ??= RestAnswers.WriteBasicList(
                [.. _contacts.Values.Select(c => new ContactPresence { ContactUri = c.Spelled, State = c.State })]);
        }
    }

    /// <summary>Hides it from <see cref="FetchBasic"/> until as many <see cref="Show"/>: something of it is not kept yet.</summary>
    public void Hide()
    {
        lock (_lock)
        {
            _hidden++;
        }
    }

    /// <summary>What it was hidden for is kept.</summary>
    public void Show()
    {
        lock (_lock)
        {
            _hidden--;
        }
    }

    /// <summary>Sets a new end.</summary>
    public void Refresh(DateTimeOffset expiresAt)
    {
        lock (_lock)
        {
            ExpiresAt = expiresAt;
        }
    }

    /// <summary>The subscription is over; a notification on its way need not arrive.</summary>
    public void End()
    {
        Hide();
        Announced?.End();
    }

    private bool ApplyState(string person, long sequence, PresenceState state, byte[]? document)
    {
        lock (_lock)
        {
            if (!_contacts.TryGetValue(person, out var contact) || sequence <= contact.Sequence)
            {
                return false;
            }

            _basic = contact.State == state ? _basic : null;
            _contacts[person] = contact with { Sequence = sequence, State = state, Document = document };
            return true;
        }
    }
}
