using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

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
    Task<PersonReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt);

    /// <summary>Sets one's own presence, rich.</summary>
    Task<PersonReply> SetRich(RichSetMessage set);

    /// <summary>Does no more than wake, so that the person is among <see cref="LivePeople"/>.</summary>
    Task Wake();

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
internal sealed class PersonGrain : Grain, IPersonGrain
{
    private readonly LivePeople _people;
    private readonly PersonRows _rows;
    private readonly PersonShell _shell;

    public PersonGrain(Database database, LivePeople people, PersonRows rows, PresenceRules rules, IGrainFactory grains, TimeProvider time)
    {
        _people = people;
        _rows = rows;
        _shell = new PersonShell(
            this.GetPrimaryKeyString(),
            rules,
            new WriteSequence(database, this.Forget),
            (subscriber, message) => grains.Grain<IPresenceWatcherGrain>(subscriber).Told(message),
            time);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _people.Add(_shell);
        try
        {
            _shell.Restore(await _rows.ReadAsync(_shell.Key));
        }
        catch
        {
            _people.Drop(_shell);
            throw;
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _shell.EndAsync();
        _people.Drop(_shell);
    }

    public Task Wake() => Task.CompletedTask;

    public async Task<int> State(string watcher) => (int)(await _shell.SeenByAsync(watcher)).State;

    public Task<PresenceMessage> Rich(string watcher) => _shell.MessageToAsync(watcher);

    public Task<PresenceMessage> Watch(string subscriber) => _shell.WatchAsync(subscriber);

    public Task Unwatch(string subscriber)
    {
        _shell.Unwatch(subscriber);
        return Task.CompletedTask;
    }

    public Task<PersonReply> SetOwn(int state, bool asOverride, DateTimeOffset expiresAt) => Reply(_shell.SetOwnAsync((PresenceState)state, asOverride, expiresAt));

    public Task<PersonReply> SetRich(RichSetMessage set) => Reply(_shell.SetRichAsync(set.ToRichSet()));

    public Task ClearOwn() => _shell.ClearOwnAsync();

    public Task SetKnown(bool known, string? displayName) => _shell.SetKnownAsync(known, displayName);

    public Task<bool> SetBlocked(string watcher, bool blocked) => _shell.SetBlockedAsync(watcher, blocked);

    public Task<string[]> Blocked() => _shell.BlockedAsync();

    public Task Due() => _shell.DueAsync();

    private static async Task<PersonReply> Reply(Task set)
    {
        try
        {
            await set;
            return PersonReply.Ok;
        }
        catch (PwsException refusal)
        {
            return PersonReply.Refused(refusal);
        }
    }
}
