using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Rest;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Presence;

/// <summary>One person, by the name in small letters.</summary>
internal interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>The composed state now, as a user sees it.</summary>
    Task<int> State(string watcher);

    /// <summary>The presence now, as a user sees it.</summary>
    Task<PresenceMessage> Rich(string watcher);

    /// <summary>From now on a user's subscriptions are told of every change.</summary>
    Task<PresenceMessage> Watch(string subscriber);

    /// <summary>A user's subscriptions are no longer told.</summary>
    Task Unwatch(string subscriber);

    /// <summary>Sets one's own presence, basic.</summary>
    Task<PwsReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt);

    /// <summary>Sets one's own presence, rich.</summary>
    Task<PwsReply> SetRich(RichSetMessage set);

    /// <summary>Devices say something, one after the other; a state of null takes a device's word back.</summary>
    /// <param name="devices">What they say.</param>
    /// <param name="batch">The batch that is to keep it; 0 for none.</param>
    Task<PwsReply> Report(DeviceMessage[] devices, long batch);

    /// <summary>Takes back what was set through the web service, overrides included.</summary>
    Task ClearOwn();

    /// <summary>The directory has changed.</summary>
    Task SetKnown(bool known, string? displayName);

    /// <summary>Lets a user see no more than UNAVAILABLE, or all again.</summary>
    /// <returns>Whether that is new.</returns>
    Task<bool> SetBlocked(string watcher, bool blocked);

    /// <summary>The users who see no more than UNAVAILABLE.</summary>
    Task<string[]> Blocked();

    /// <summary>Something may have fallen due.</summary>
    Task Due();
}

[Reentrant]
internal sealed class PersonGrain : DurableGrain, IPersonGrain
{
    private readonly HashSet<string> _watchers = [];
    private readonly PersonRows _rows;
    private readonly WriteBatches _batches;
    private readonly AwakePeople _awake;
    private readonly TimeProvider _time;
    private readonly Person _person;
    private long _version;

    public PersonGrain(Database database, WriteBatches batches, AwakePeople awake, PersonRows rows, PresenceRules rules, TimeProvider time)
        : base(database)
    {
        _rows = rows;
        _batches = batches;
        _awake = awake;
        _time = time;
        _person = new Person(Key, rules);
    }

    private string Key => this.GetPrimaryKeyString();

    private DateTimeOffset Now => _time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _awake.Add(Key);
        var kept = await _rows.ReadAsync(Key);
        _version = kept.Version;
        _person.Restore(kept.Known, kept.DisplayName, kept.Sequence, kept.Devices, kept.Blocked);
        _watchers.UnionWith(kept.Watchers);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _awake.Remove(Key);
        return Task.CompletedTask;
    }

    public async Task<int> State(string watcher)
    {
        await Due();
        await Committed;
        return (int)_person.SeenBy(watcher).State;
    }

    public async Task<PresenceMessage> Rich(string watcher)
    {
        await Due();
        await Committed;
        return Message(_person.SeenBy(watcher));
    }

    public async Task<PresenceMessage> Watch(string subscriber)
    {
        _watchers.Add(subscriber);

        // Who begins to watch waits for this, so this waits for nobody to be told.
        Due().Ignore();
        await Committed;
        return MessageTo(subscriber);
    }

    public Task Unwatch(string subscriber)
    {
        _watchers.Remove(subscriber);
        return Task.CompletedTask;
    }

    public Task<PwsReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt) =>
        Try(() => _person.SetOwn((PresenceState)state, asOverride, expiresAt, Now));

    public Task<PwsReply> SetRich(RichSetMessage set) => Try(() => _person.SetRich(set.ToRichSet(), Now));

    public Task<PwsReply> Report(DeviceMessage[] devices, long batch)
    {
        var joined = batch == 0 ? null : _batches.Find(batch);
        return batch != 0 && joined is null
            ? Task.FromException<PwsReply>(new StorageException("The batch was given up, so nothing of it was kept."))
            : Try(() => _person.Report(devices.Select(d => d.ToReport()), Now), joined);
    }

    public Task ClearOwn() => Keep(_person.ClearOwn(Now));

    public Task SetKnown(bool known, string? displayName) => Keep(_person.SetKnown(known, displayName, Now));

    public async Task<bool> SetBlocked(string watcher, bool blocked)
    {
        if (!_person.SetBlocked(watcher, blocked))
        {
            return false;
        }

        var told = _watchers.Where(w => NodeUser.Parse(w).User == watcher).Select(w => (w, MessageTo(w))).ToList();
        await CommitAsync(PersonRows.Write(Key, _version++, _person));
        await Task.WhenAll(told.Select(t => Subscriptions(t.w).Told(t.Item2)));
        return true;
    }

    public async Task<string[]> Blocked()
    {
        await Committed;
        return [.. _person.Blocked.Order(StringComparer.Ordinal)];
    }

    public Task Due() => _person.NextDue <= Now ? Keep(_person.Expire(Now)) : Task.CompletedTask;

    private async Task<PwsReply> Try(Func<bool> change, WriteBatch? batch = null)
    {
        try
        {
            await Keep(change(), batch);
            return PwsReply.Ok;
        }
        catch (PwsException refusal)
        {
            return PwsReply.Refused(refusal);
        }
    }

    // Who is blocked sees no change, and is told of none.
    private async Task Keep(bool changed, WriteBatch? batch = null)
    {
        var told = changed ? _watchers.Where(w => !_person.Blocked.Contains(NodeUser.Parse(w).User)).ToList() : [];
        var message = told.Count == 0 ? default : Message(_person.Presence);
        var write = PersonRows.Write(Key, _version++, _person);
        await (batch is null ? CommitAsync(write) : CommitAsync(write, batch));
        if (told.Count > 0)
        {
            await Task.WhenAll(told.Select(w => Subscriptions(w).Told(message)));
        }
    }

    private PresenceMessage MessageTo(string subscriber) => Message(_person.SeenBy(NodeUser.Parse(subscriber).User));

    private PresenceMessage Message(Composition seen) => new(Key, _person.Sequence, (int)seen.State, seen.Document, Now);

    private ISubscriptionsGrain Subscriptions(string subscriber) => GrainFactory.Grain<ISubscriptionsGrain>(subscriber);
}
