using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Presence;

/// <summary>One person, by the name in small letters.</summary>
internal interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>The composed state now, as a user sees it.</summary>
    Task<int> StateAsync(string watcher);

    /// <summary>The presence now, as a user sees it.</summary>
    Task<PresenceMessage> RichAsync(string watcher);

    /// <summary>From now on a user's subscriptions are told of every change.</summary>
    Task<PresenceMessage> WatchAsync(string subscriber);

    /// <summary>A user's subscriptions are no longer told.</summary>
    Task UnwatchAsync(string subscriber);

    /// <summary>Sets one's own presence, basic.</summary>
    /// <returns>Whether a watcher would see it.</returns>
    Task<PwsReply<bool>> SetOwnAsync(int state, bool asOverride, DateTimeOffset expiresAt);

    /// <summary>Sets one's own presence, rich.</summary>
    /// <returns>Whether a watcher would see it.</returns>
    Task<PwsReply<bool>> SetRichAsync(RichSetMessage set);

    /// <summary>Does no more than wake, so that the person is among <see cref="LivePeople"/>.</summary>
    Task WakeAsync();

    /// <summary>Takes back what was set through the web service, overrides included.</summary>
    Task ClearOwnAsync();

    /// <summary>The directory has changed.</summary>
    Task SetKnownAsync(bool known, string? displayName);

    /// <summary>Lets a user see no more than UNAVAILABLE, or all again.</summary>
    /// <returns>Whether that is new.</returns>
    Task<bool> SetBlockedAsync(string watcher, bool blocked);

    /// <summary>The users who see no more than UNAVAILABLE.</summary>
    Task<string[]> BlockedAsync();

    /// <summary>Something may have fallen due.</summary>
    Task DueAsync();
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
            (subscriber, message) => grains.Grain<IPresenceWatcherGrain>(subscriber).ToldAsync(message),
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

    public Task WakeAsync() => Task.CompletedTask;

    public async Task<int> StateAsync(string watcher) => (int)(await _shell.SeenByAsync(watcher)).State;

    public Task<PresenceMessage> RichAsync(string watcher) => _shell.MessageToAsync(watcher);

    public Task<PresenceMessage> WatchAsync(string subscriber) => _shell.WatchAsync(subscriber);

    public Task UnwatchAsync(string subscriber)
    {
        _shell.Unwatch(subscriber);
        return Task.CompletedTask;
    }

    public Task<PwsReply<bool>> SetOwnAsync(int state, bool asOverride, DateTimeOffset expiresAt) =>
        ReplyAsync(_shell.SetOwnAsync((PresenceState)state, asOverride, expiresAt));

    public Task<PwsReply<bool>> SetRichAsync(RichSetMessage set) => ReplyAsync(_shell.SetRichAsync(set.ToRichSet()));

    public Task ClearOwnAsync() => _shell.ClearOwnAsync();

    public Task SetKnownAsync(bool known, string? displayName) => _shell.SetKnownAsync(known, displayName);

    public Task<bool> SetBlockedAsync(string watcher, bool blocked) => _shell.SetBlockedAsync(watcher, blocked);

    public Task<string[]> BlockedAsync() => _shell.BlockedAsync();

    public Task DueAsync() => _shell.DueAsync();

    private static async Task<PwsReply<bool>> ReplyAsync(Task<PwsResult<bool>> set)
    {
        var result = await set;
        return result.Refusal is { } refusal ? refusal : result.Value;
    }
}
