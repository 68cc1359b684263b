using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>The subscriptions of one end user.</summary>
internal sealed class SubscriptionSet(int limit, int maxContacts)
{
    private readonly SortedDictionary<int, Subscription> _subscriptions = [];

    public IReadOnlyCollection<Subscription> All => _subscriptions.Values;

    /// <summary>Whether this very subscription is still there.</summary>
    public bool Holds(Subscription subscription) =>
        _subscriptions.TryGetValue(subscription.Id, out var held) && ReferenceEquals(held, subscription);

    /// <summary>Whether any subscription watches a person.</summary>
    public bool Watches(string person) => _subscriptions.Values.Any(s => s.Watches(person));

    public void Restore(Subscription subscription) => _subscriptions[subscription.Id] = subscription;

    /// <summary>Makes a subscription under the smallest free id.</summary>
    /// <returns>The subscription; or 135 for too many contacts, 139 for too many subscriptions.</returns>
    public PwsResult<Subscription> Subscribe(
        string sessionKey,
        string applicationUser,
        int endpointId,
        string url,
        DateTimeOffset expiresAt,
        IReadOnlyList<SubscribedContact> contacts)
    {
        if (_subscriptions.Count >= limit)
        {
            return PwsError.FromCode(PwsErrorCode.NoFreeSubscription);
        }

        var subscription = new Subscription(
            IdAllocation.FindSmallestFree(_subscriptions.Keys),
            sessionKey,
            applicationUser,
            endpointId,
            url,
            expiresAt);
        subscription.Add(contacts);
        return CheckCount(subscription.Contacts.Count) is { } fault ? fault : _subscriptions[subscription.Id] = subscription;
    }

    /// <summary>Adds contacts.</summary>
    /// <returns>Those that are new; or 133 where there is no such subscription, 135 where it would have too many contacts.</returns>
    public PwsResult<List<SubscribedContact>> Add(int id, IReadOnlyList<SubscribedContact> contacts, DateTimeOffset now)
    {
        var found = Find(id, now);
        if (found.Refusal is { } unknown)
        {
            return unknown;
        }

        var subscription = found.Value;
        var more = contacts.Where(c => !subscription.Watches(c.Key)).DistinctBy(c => c.Key).Count();
        return CheckCount(subscription.Contacts.Count + more) is { } fault ? fault : subscription.Add(contacts);
    }

    /// <summary>The live subscription of an id.</summary>
    /// <returns>The subscription; or 133 where there is none.</returns>
    public PwsResult<Subscription> Find(int id, DateTimeOffset now) =>
        _subscriptions.TryGetValue(id, out var subscription) && !subscription.IsOver(now)
            ? subscription
            : PwsError.FromCode(PwsErrorCode.SubscriptionUnknown, $"There is no subscription {id}.");

    /// <summary>When the last subscription that a session holds ends; null where it holds none.</summary>
    public DateTimeOffset? HeldUntil(string sessionKey) =>
        _subscriptions.Values.Where(s => s.SessionKey == sessionKey).Max(s => (DateTimeOffset?)s.ExpiresAt);

    /// <summary>Ends a subscription.</summary>
    /// <returns>The subscription; or 133 where there is none of this id.</returns>
    public PwsResult<Subscription> Unsubscribe(int id, DateTimeOffset now)
    {
        var found = Find(id, now);
        if (found.Refusal is null)
        {
            _subscriptions.Remove(id);
            found.Value.End();
        }

        return found;
    }

    public IReadOnlyList<Subscription> Expire(DateTimeOffset now) => Drop(s => s.IsOver(now));

    public IReadOnlyList<Subscription> EndSession(string sessionKey) => Drop(s => s.SessionKey == sessionKey);

    public IReadOnlyList<Subscription> EndEndpoints(string applicationUser, IReadOnlyCollection<int> endpointIds) =>
        Drop(s => s.ApplicationUser == applicationUser && endpointIds.Contains(s.EndpointId));

    private PwsError? CheckCount(int contacts) => contacts > maxContacts || contacts == 0
        ? PwsError.FromCode(
            PwsErrorCode.ContactCountInvalid, $"A subscription has 1 to {maxContacts} contacts; this would be {contacts}.")
        : null;

    private List<Subscription> Drop(Func<Subscription, bool> which)
    {
        var dropped = _subscriptions.Values.Where(which).ToList();
        foreach (var subscription in dropped)
        {
            _subscriptions.Remove(subscription.Id);
            subscription.End();
        }

        return dropped;
    }
}
