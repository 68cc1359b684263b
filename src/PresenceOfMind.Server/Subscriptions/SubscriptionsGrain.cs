using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Refusals;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>The subscriptions of one end user on one node; the key is <c>node|user</c>.</summary>
internal interface ISubscriptionsGrain : IPresenceWatcherGrain, IEndpointUserGrain
{
    /// <returns>The subscription's id.</returns>
    Task<PwsReply<int>> SubscribeAsync(SubscribeMessage message);

    /// <summary>Adds contacts, sets a new end, or both.</summary>
    Task<PwsReply<int>> ChangeAsync(int id, ContactMessage[] contacts, DateTimeOffset? expiresAt);

    Task<PwsReply<int>> RemoveContactsAsync(int id, string[] contacts);

    Task<PwsReply<int>> UnsubscribeAsync(int id);

    /// <summary>The states of a subscription that this session holds; opens its latch where that is wanted.</summary>
    Task<FetchReply> FetchAsync(string sessionKey, int id, bool opens);

    /// <summary>Whether there is a live subscription of this id.</summary>
    Task<bool> HasAsync(int id);

    /// <summary>The session has ended and its subscriptions with it; the rows are gone already.</summary>
    Task SessionEndedAsync(string sessionKey);

    /// <summary>When the last subscription that a session holds ends; null where it holds none.</summary>
    Task<DateTimeOffset?> HeldUntilAsync(string sessionKey);

    /// <summary>Something may have fallen due; also wakes the subscriptions after a restart.</summary>
    Task DueAsync();
}

[Reentrant]
internal sealed class SubscriptionsGrain(
    Database database,
    SubscriptionRows rows,
    LiveSubscriptions live,
    INotifier notifier,
    PresenceMetrics metrics,
    PresenceServerOptions options,
    TimeProvider time)
    : DurableGrain(database), ISubscriptionsGrain
{
    private readonly SubscriptionSet _set = new(options.MaxSubscriptions, options.MaxContacts);
    private NodeUser _self = null!;
    private DateTimeOffset _told;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = NodeUser.Parse(this.GetPrimaryKeyString());
        foreach (var subscription in await rows.ReadAsync(_self))
        {
            _set.Restore(subscription);
            await WatchAsync(subscription, subscription.Contacts);
            Notify(subscription);
        }

        StayAwake();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var subscription in _set.All)
        {
            subscription.Hide();
            live.Drop(_self.Node, subscription);
        }

        return Task.CompletedTask;
    }

    public async Task<PwsReply<int>> SubscribeAsync(SubscribeMessage message)
    {
        await ExpireAsync();
        var used = await Endpoints(message.ApplicationUser).UseAsync(message.EndpointId, _self.ToString());
        if (used.Refusal is { } unknown)
        {
            return unknown;
        }

        var contacts = message.Contacts.Select(c => c.ToWatched()).ToList();
        var subscribed = _set.Subscribe(
            message.SessionKey,
            message.ApplicationUser,
            message.EndpointId,
            used.Value!,
            message.ExpiresAt,
            contacts);
        if (subscribed.Refusal is { } refusal)
        {
            return refusal;
        }

        var subscription = subscribed.Value;
        subscription.Hide();
        await CommitAsync(SubscriptionRows.Subscribe(_self, subscription));
        subscription.Show();
        StayAwake();
        await WatchAsync(subscription, subscription.Contacts);
        Notify(subscription);
        return subscription.Id;
    }

    public async Task<PwsReply<int>> ChangeAsync(int id, ContactMessage[] contacts, DateTimeOffset? expiresAt)
    {
        var found = _set.Find(id, Now);
        if (found.Refusal is { } unknown)
        {
            return unknown;
        }

        var subscription = found.Value;
        var added = await KeepAsync(
            subscription,
            () => contacts.Length == 0 ? new List<SubscribedContact>() : _set.Add(id, [.. contacts.Select(c => c.ToWatched())], Now),
            added =>
            {
                subscription.Refresh(expiresAt ?? subscription.ExpiresAt);
                return SubscriptionRows.Change(_self, subscription, added);
            });
        if (added.Refusal is { } refusal)
        {
            return refusal;
        }

        if (added.Value.Count > 0)
        {
            await WatchAsync(subscription, added.Value);
            Notify(subscription);
        }

        return id;
    }

    public async Task<PwsReply<int>> RemoveContactsAsync(int id, string[] contacts)
    {
        var found = _set.Find(id, Now);
        if (found.Refusal is { } unknown)
        {
            return unknown;
        }

        var subscription = found.Value;
        if (subscription.HasNoOthers(contacts))
        {
            return await UnsubscribeAsync(id);
        }

        var removed = await KeepAsync(
            subscription,
            () => subscription.Remove(contacts),
            removed => SubscriptionRows.RemoveContacts(_self, id, [.. removed.Select(c => c.Key)]));
        if (removed.Refusal is { } refusal)
        {
            return refusal;
        }

        await UnwatchAsync(removed.Value);
        return id;
    }

    public async Task<PwsReply<int>> UnsubscribeAsync(int id)
    {
        var unsubscribed = _set.Unsubscribe(id, Now);
        if (unsubscribed.Refusal is { } refusal)
        {
            return refusal;
        }

        await EndAsync([unsubscribed.Value]);
        return id;
    }

    public async Task<FetchReply> FetchAsync(string sessionKey, int id, bool opens)
    {
        await Committed;
        var subscription = _set.All.FirstOrDefault(s => s.Id == id && s.SessionKey == sessionKey && !s.IsOver(Now));
        if (subscription is not null && Now - _told > options.SessionIdle / 100)
        {
            // Fetches go past the session, which is to know now and then that it is in use.
            _told = Now;
            await GrainFactory.Grain<ISessionUseGrain>(_self.ToString()).UsedAsync(sessionKey);
        }

        if (subscription is not null && _set.Holds(subscription))
        {
            live.Add(_self.Node, _self.User, subscription, Now);
        }

        if (opens)
        {
            subscription?.Open();
        }

        return new FetchReply(subscription is null
            ? null
            : [.. subscription.Contacts.Select(c => new ContactStateMessage(c.Spelled, (int)c.State, c.Document))]);
    }

    public async Task<bool> HasAsync(int id)
    {
        await Committed;
        return _set.All.Any(s => s.Id == id && !s.IsOver(Now));
    }

    public async Task ToldAsync(PresenceMessage message)
    {
        await Committed;
        foreach (var subscription in _set.All)
        {
            if (subscription.Told(message.Person, message.Sequence, (PresenceState)message.State, message.Document))
            {
                Send(subscription, message.At);
            }
            else if (subscription.Latched && subscription.Watches(message.Person))
            {
                metrics.Latched();
            }
        }
    }

    public Task SessionEndedAsync(string sessionKey) => DropAsync(_set.EndSession(sessionKey));

    public Task EndpointsEndedAsync(string applicationUser, int[] endpointIds) =>
        DropAsync(_set.EndEndpoints(applicationUser, endpointIds));

    public Task<DateTimeOffset?> HeldUntilAsync(string sessionKey) => Task.FromResult(_set.HeldUntil(sessionKey));

    public Task DueAsync() => ExpireAsync();

    private void Notify(Subscription subscription)
    {
        if (subscription.Due())
        {
            Send(subscription, Now);
        }
    }

    private void Send(Subscription subscription, DateTimeOffset changedAt) =>
        notifier.Notify(new Notification(_self.ToString(), subscription.Id, subscription.Url, changedAt, subscription.Announced!));

    private Task ExpireAsync() => _set.Expire(Now) is { Count: > 0 } over ? EndAsync(over) : Task.CompletedTask;

    private async Task EndAsync(IReadOnlyList<Subscription> ended)
    {
        await CommitAsync(SubscriptionRows.End(_self, ended));
        await DropAsync(ended);
    }

    private Task DropAsync(IReadOnlyList<Subscription> ended)
    {
        foreach (var subscription in ended)
        {
            live.Drop(_self.Node, subscription);
        }

        StayAwake();
        return UnwatchAsync(ended.SelectMany(s => s.Contacts));
    }

    // The engine puts to sleep what is idle, and the latch would be forgotten.
    private void StayAwake() => DelayDeactivation(_set.All.Count > 0 ? TimeSpan.MaxValue : TimeSpan.Zero);

    // Whoever fetches meanwhile waits for the commit, and so sees nothing that might not be kept.
    private async Task<PwsResult<List<SubscribedContact>>> KeepAsync(
        Subscription subscription, Func<PwsResult<List<SubscribedContact>>> change, Func<List<SubscribedContact>, IWrite> write)
    {
        subscription.Hide();
        var changed = change();
        if (changed.Refusal is null)
        {
            await CommitAsync(write(changed.Value));
        }

        subscription.Show();
        return changed;
    }

    // A subscription may end while its watching begins; then nobody else ends that.
    private async Task WatchAsync(Subscription subscription, IReadOnlyCollection<SubscribedContact> contacts)
    {
        await Task.WhenAll(Local(contacts).Select(p => WatchAsync(subscription, p)));
        if (!_set.Holds(subscription))
        {
            await UnwatchAsync(contacts);
        }
    }

    private async Task WatchAsync(Subscription subscription, string person)
    {
        var word = await Person(person).WatchAsync(_self.ToString());
        subscription.Begin(person, word.Sequence, (PresenceState)word.State, word.Document);
    }

    private Task UnwatchAsync(IEnumerable<SubscribedContact> contacts) =>
        Task.WhenAll(Local(contacts).Where(p => !_set.Watches(p)).Select(p => Person(p).UnwatchAsync(_self.ToString())));

    private static IEnumerable<string> Local(IEnumerable<SubscribedContact> contacts) =>
        contacts.Where(c => c.IsLocal).Select(c => c.Key).Distinct();

    private IPersonGrain Person(string person) => GrainFactory.Grain<IPersonGrain>(person);

    private IEndpointsGrain Endpoints(string user) => GrainFactory.Grain<IEndpointsGrain>((_self with { User = user }).ToString());
}
