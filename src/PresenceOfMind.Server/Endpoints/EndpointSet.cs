using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Endpoints;

/// <summary>The endpoints of one application user.</summary>
internal sealed class EndpointSet(int limit)
{
    private readonly SortedDictionary<int, Endpoint> _endpoints = [];

    public IReadOnlyCollection<Endpoint> All => _endpoints.Values;

    public void Restore(IEnumerable<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            _endpoints[endpoint.Id] = endpoint;
        }
    }

    /// <summary>Registers an endpoint under the smallest free id.</summary>
    /// <exception cref="PwsException">130 or 142 for the URL, 138 where there are too many.</exception>
    public Endpoint Register(string? url, string sessionKey, DateTimeOffset expiresAt)
    {
        CallbackUrl.Check(url);
        if (_endpoints.Count >= limit)
        {
            throw new PwsException(PwsErrorCode.NoFreeEndpoint);
        }

        var id = IdAllocation.FindSmallestFree(_endpoints.Keys);
        return _endpoints[id] = new Endpoint(id, url!, sessionKey, expiresAt);
    }

    /// <summary>Sets a new end.</summary>
    /// <exception cref="PwsException">132 where there is none of this id.</exception>
    public Endpoint Refresh(int id, DateTimeOffset expiresAt, DateTimeOffset now) =>
        _endpoints[id] = Find(id, now) with { ExpiresAt = expiresAt };

    /// <summary>Ends an endpoint.</summary>
    /// <exception cref="PwsException">132 where there is none of this id.</exception>
    public Endpoint Unregister(int id, DateTimeOffset now)
    {
        var endpoint = Find(id, now);
        _endpoints.Remove(id);
        return endpoint;
    }

    /// <summary>The live endpoint of an id.</summary>
    /// <exception cref="PwsException">132 where there is none.</exception>
    public Endpoint Find(int id, DateTimeOffset now) =>
        _endpoints.TryGetValue(id, out var endpoint) && now < endpoint.ExpiresAt
            ? endpoint
            : throw new PwsException(PwsErrorCode.EndpointUnknown, $"There is no endpoint {id}.");

    /// <summary>When the last endpoint that a session holds ends; null where it holds none.</summary>
    public DateTimeOffset? HeldUntil(string sessionKey) =>
        _endpoints.Values.Where(e => e.SessionKey == sessionKey).Max(e => (DateTimeOffset?)e.ExpiresAt);

    /// <summary>Drops what is over.</summary>
    public IReadOnlyList<Endpoint> Expire(DateTimeOffset now) => Drop(e => now >= e.ExpiresAt);

    /// <summary>Drops what a session held.</summary>
    public IReadOnlyList<Endpoint> EndSession(string sessionKey) => Drop(e => e.SessionKey == sessionKey);

    private List<Endpoint> Drop(Func<Endpoint, bool> which)
    {
        var dropped = _endpoints.Values.Where(which).ToList();
        dropped.ForEach(e => _endpoints.Remove(e.Id));
        return dropped;
    }
}
