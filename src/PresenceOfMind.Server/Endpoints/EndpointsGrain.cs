using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Endpoints;

/// <summary>The endpoints of one application user on one node; the key is <c>node|user</c>.</summary>
internal interface IEndpointsGrain : IGrainWithStringKey
{
    /// <returns>The endpoint's id.</returns>
    Task<PwsReply<int>> RegisterAsync(string sessionKey, string? url, DateTimeOffset expiresAt);

    Task<PwsReply<int>> RefreshAsync(int id, DateTimeOffset expiresAt);

    Task<PwsReply<int>> UnregisterAsync(int id);

    /// <summary>The endpoint that a user's subscription is to name.</summary>
    /// <returns>The endpoint's address.</returns>
    Task<PwsReply<string>> UseAsync(int id, string subscriber);

    /// <summary>The session has ended and its endpoints with it; the rows are gone already.</summary>
    Task SessionEndedAsync(string sessionKey);

    /// <summary>When the last endpoint that a session holds ends; null where it holds none.</summary>
    Task<DateTimeOffset?> HeldUntilAsync(string sessionKey);

    Task DueAsync();
}

[Reentrant]
internal sealed class EndpointsGrain(
    Database database, EndpointRows rows, Diagnosis diagnosis, PresenceServerOptions options, TimeProvider time)
    : DurableGrain(database), IEndpointsGrain
{
    private readonly EndpointSet _endpoints = new(options.MaxEndpoints);
    private readonly HashSet<string> _subscribers = [];
    private NodeUser _self = null!;
    private Task _ending = Task.CompletedTask;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = NodeUser.Parse(this.GetPrimaryKeyString());
        _endpoints.Restore(await rows.ReadAsync(_self));
        _subscribers.UnionWith(await rows.SubscribersAsync(_self));
    }

    public async Task<PwsReply<int>> RegisterAsync(string sessionKey, string? url, DateTimeOffset expiresAt)
    {
        await ExpireAsync();
        await _ending;
        var registered = _endpoints.Register(url, sessionKey, expiresAt);
        if (registered.Refusal is { } refusal)
        {
            return refusal;
        }

        await CommitAsync(EndpointRows.Register(_self, registered.Value));
        return registered.Value.Id;
    }

    public async Task<PwsReply<int>> RefreshAsync(int id, DateTimeOffset expiresAt)
    {
        var refreshed = _endpoints.Refresh(id, expiresAt, Now);
        if (refreshed.Refusal is { } refusal)
        {
            return refusal;
        }

        await CommitAsync(EndpointRows.Refresh(_self, refreshed.Value));
        return id;
    }

    public async Task<PwsReply<int>> UnregisterAsync(int id)
    {
        var unregistered = _endpoints.Unregister(id, Now);
        if (unregistered.Refusal is { } refusal)
        {
            return refusal;
        }

        await EndAsync([unregistered.Value]);
        return id;
    }

    public async Task<PwsReply<string>> UseAsync(int id, string subscriber)
    {
        await Committed;
        var found = _endpoints.Find(id, Now);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        _subscribers.Add(subscriber);
        return found.Value.Url;
    }

    public Task SessionEndedAsync(string sessionKey) => EndSubscriptionsAsync(_endpoints.EndSession(sessionKey));

    public Task<DateTimeOffset?> HeldUntilAsync(string sessionKey) => Task.FromResult(_endpoints.HeldUntil(sessionKey));

    public Task DueAsync() => ExpireAsync();

    private Task ExpireAsync() => _endpoints.Expire(Now) is { Count: > 0 } over ? EndAsync(over) : Task.CompletedTask;

    // A new endpoint may take the id of one that ends, so it waits until all have heard of that end.
    private Task EndAsync(IReadOnlyList<Endpoint> ended) => _ending = Task.WhenAll(_ending, FinishAsync(ended));

    private async Task FinishAsync(IReadOnlyList<Endpoint> ended)
    {
        await CommitAsync(EndpointRows.End(_self, ended));
        await EndSubscriptionsAsync(ended);
    }

    private Task EndSubscriptionsAsync(IReadOnlyList<Endpoint> ended)
    {
        foreach (var endpoint in ended)
        {
            diagnosis.Ended(new Uri(endpoint.Url));
        }

        var ids = ended.Select(e => e.Id).ToArray();
        return ids.Length == 0
            ? Task.CompletedTask
            : Task.WhenAll(_subscribers.Select(s => GrainFactory.Grain<IEndpointUserGrain>(s).EndpointsEndedAsync(_self.User, ids)));
    }
}
