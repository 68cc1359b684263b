using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Rest;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Presence;

/// <summary>One person, by the name in small letters.</summary>
internal interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>The composed state now.</summary>
    Task<int> State();

    /// <summary>From now on a user's subscriptions are told of every change.</summary>
    Task<PresenceMessage> Watch(string subscriber);

    /// <summary>A user's subscriptions are no longer told.</summary>
    Task Unwatch(string subscriber);

    /// <summary>Sets one's own presence, basic.</summary>
    Task<PwsReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt);

    /// <summary>A device says something; a state of null takes its word back.</summary>
    Task Report(DeviceMessage device);

    /// <summary>Takes back what was set through the web service, overrides included.</summary>
    Task ClearOwn();

    /// <summary>The directory has changed.</summary>
    Task SetKnown(bool known);

    /// <summary>Something may have fallen due.</summary>
    Task Due();
}

[Reentrant]
internal sealed class PersonGrain(Database database, PersonRows rows, PresenceServerOptions options, TimeProvider time)
    : DurableGrain(database), IPersonGrain
{
    private readonly Person _person = new(options.PresenceRules);
    private readonly HashSet<string> _watchers = [];
    private long _version;

    private string Key => this.GetPrimaryKeyString();

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var kept = await rows.ReadAsync(Key);
        _version = kept.Version;
        _person.Restore(kept.Known, kept.Sequence, kept.Devices);
        _watchers.UnionWith(kept.Watchers);
    }

    public async Task<int> State()
    {
        await Committed;
        return (int)_person.State(Now);
    }

    public async Task<PresenceMessage> Watch(string subscriber)
    {
        _watchers.Add(subscriber);
        await Committed;
        return Message();
    }

    public Task Unwatch(string subscriber)
    {
        _watchers.Remove(subscriber);
        return Task.CompletedTask;
    }

    public async Task<PwsReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt)
    {
        try
        {
            await Keep(_person.SetOwn((PresenceState)state, asOverride, expiresAt));
            return PwsReply.Ok;
        }
        catch (PwsException refusal)
        {
            return PwsReply.Refused(refusal);
        }
    }

    public Task Report(DeviceMessage device) => Keep(device.State is { } state
        ? _person.Report(new Device(device.Tuple, (PresenceState)state, device.Activity, device.Note, device.ExpiresAt))
        : _person.Clear(device.Tuple));

    public Task ClearOwn()
    {
        var cleared = _person.Clear(PwsTuples.Own);
        return Keep(_person.ClearOverride() || cleared);
    }

    public Task SetKnown(bool known) => Keep(_person.SetKnown(known));

    public Task Due() => _person.NextDue <= Now ? Keep(_person.Expire(Now)) : Task.CompletedTask;

    private async Task Keep(bool changed)
    {
        var message = Message();
        await CommitAsync(PersonRows.Write(Key, _version++, _person));
        if (changed)
        {
            await Task.WhenAll(_watchers.Select(w => GrainFactory.GetGrain<ISubscriptionsGrain>(w).Told(message)));
        }
    }

    private PresenceMessage Message() => new(Key, _person.Sequence, (int)_person.State(Now));
}
