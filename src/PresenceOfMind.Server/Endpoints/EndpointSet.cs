using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Refusals;

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
    /// <returns>The endpoint; or 130, 142 or 102 for the URL, 138 where there are too many.</returns>
    public PwsResult<Endpoint> Register(string? url, string sessionKey, DateTimeOffset expiresAt)
    {
        if (CallbackUrl.FindFault(url) is { } fault)
        {
            return fault;
        }

        if (_endpoints.Count >= limit)
        {
            return PwsError.FromCode(PwsErrorCode.NoFreeEndpoint);
        }

        var id = IdAllocation.FindSmallestFree(_endpoints.Keys);
        return _endpoints[id] = new Endpoint(id, url!, sessionKey, expiresAt);
    }

    /// <summary>Sets a new end.</summary>
    /// <returns>The endpoint; or 132 where there is none of this id.</returns>
    public PwsResult<Endpoint> Refresh(int id, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var found = Find(id, now);
        return found.Refusal is null ? _endpoints[id] = found.Value with { ExpiresAt = expiresAt } : found;
    }

    /// <summary>Ends an endpoint.</summary>
    /// <returns>The endpoint; or 132 where there is none of this id.</returns>
    public PwsResult<Endpoint> Unregister(int id, DateTimeOffset now)
    {
        var found = Find(id, now);
        if (found.Refusal is null)
        {
            _endpoints.Remove(id);
        }

        return found;
    }

    /// <summary>The live endpoint of an id.</summary>
    /// <returns>The endpoint; or 132 where there is none.</returns>
    public PwsResult<Endpoint> Find(int id, DateTimeOffset now) =>
        _endpoints.TryGetValue(id, out var endpoint) && now < endpoint.ExpiresAt
            ? endpoint
            : PwsError.FromCode(PwsErrorCode.EndpointUnknown, $"There is no endpoint {id}.");

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
