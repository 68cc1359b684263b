using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// One person at work in this process: holds the machine, orders what comes to it, hands its rows over and tells who watches.
/// The person's grain makes and ends it; while it is awake, others in this process call it without a message, from any thread.
/// </summary>
internal sealed class PersonShell
{
    private readonly object _gate = new();
    private readonly HashSet<string> _watchers = [];
    private readonly Person _person;
    private readonly WriteSequence _line;
    private readonly Func<string, PresenceMessage, Task> _tell;
    private readonly TimeProvider _time;
    private long _version;
    private bool _isRestored;
    private bool _isEnded;

    /// <summary>Makes a shell that is not awake yet.</summary>
    /// <param name="key">The person's name in small letters.</param>
    /// <param name="rules">How presence is composed.</param>
    /// <param name="line">Where its rows go.</param>
    /// <param name="tell">Tells a subscriber, given as <c>node|user</c>, of the presence.</param>
    /// <param name="time">The clock.</param>
    public PersonShell(string key, PresenceRules rules, WriteSequence line, Func<string, PresenceMessage, Task> tell, TimeProvider time)
    {
        Key = key;
        _person = new Person(key, rules);
        _line = line;
        _tell = tell;
        _time = time;
    }

    /// <summary>The person's name in small letters.</summary>
    public string Key { get; }

    /// <summary>Whether it takes what comes.</summary>
    public bool IsAwake
    {
        get
        {
            lock (_gate)
            {
                return _isRestored && !_isEnded && !_line.Failed;
            }
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Takes reports about several people, as a whole or not at all, in one commit.</summary>
    /// <param name="reports">Each person once; in the order of their names, which is that in which everybody locks them.</param>
    /// <returns>
    /// True when all is committed and told; false where somebody is not awake, and 120 where a person has too many tuples: then nothing
    /// was stored.
    /// </returns>
    public static Task<PwsResult<bool>> TryReportAsync(IReadOnlyList<(PersonShell Person, IReadOnlyList<PersonReport> Reports)> reports)
    {
        var locked = 0;
        try
        {
            foreach (var (person, _) in reports)
            {
                Monitor.Enter(person._gate);
                locked++;
            }

            return reports.All(r => r.Person.IsAwake) ? ReportAsync(reports) : Task.FromResult<PwsResult<bool>>(false);
        }
        finally
        {
            foreach (var (person, _) in reports.Take(locked))
            {
                Monitor.Exit(person._gate);
            }
        }
    }

    /// <summary>Takes up what was kept, and is awake.</summary>
    public void Restore(StoredPerson kept)
    {
        lock (_gate)
        {
            _version = kept.Version;
            _person.Restore(kept.Known, kept.DisplayName, kept.Sequence, kept.Devices, kept.Blocked);
            _watchers.UnionWith(kept.Watchers);
            _isRestored = true;
        }
    }

    /// <summary>Takes nothing any more.</summary>
    /// <returns>Ends when what was handed over is committed, or was not.</returns>
    public async Task EndAsync()
    {
        Task committed;
        lock (_gate)
        {
            _isEnded = true;
            committed = _line.Committed;
        }

        await committed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The presence now, as a user sees it.</summary>
    public async Task<Composition> SeenByAsync(string watcher)
    {
        await DueAsync().ConfigureAwait(false);
        await CommittedAsync().ConfigureAwait(false);
        lock (_gate)
        {
            return _person.SeenBy(watcher);
        }
    }

    /// <summary>The presence now, as a user sees it, on its way to that user.</summary>
    public async Task<PresenceMessage> MessageToAsync(string watcher)
    {
        await DueAsync().ConfigureAwait(false);
        await CommittedAsync().ConfigureAwait(false);
        return MessageTo(watcher);
    }

    /// <summary>From now on a user's subscriptions are told of every change.</summary>
    /// <param name="subscriber">As <c>node|user</c>.</param>
    public async Task<PresenceMessage> WatchAsync(string subscriber)
    {
        lock (_gate)
        {
            _watchers.Add(subscriber);
        }

        // Who begins to watch waits for this, so this waits for nobody to be told.
        _ = DueAsync();
        await CommittedAsync().ConfigureAwait(false);
        return MessageTo(NodeUser.Parse(subscriber).User);
    }

    /// <summary>A user's subscriptions are no longer told.</summary>
    public void Unwatch(string subscriber)
    {
        lock (_gate)
        {
            _watchers.Remove(subscriber);
        }
    }

    /// <summary>Sets one's own presence, basic.</summary>
    /// <returns>Whether a watcher would see it; or 121 for AVAILABLE with override, 122 for DND without, 120 for UNKNOWN.</returns>
    /// <exception cref="StorageException">It was not kept, or the person has just gone to sleep: the grain is to be asked.</exception>
    public Task<PwsResult<bool>> SetOwnAsync(PresenceState state, bool asOverride, DateTimeOffset expiresAt) =>
        KeepAsync(now => _person.SetOwn(state, asOverride, expiresAt, now));

    /// <summary>Sets one's own presence, rich.</summary>
    /// <returns>Whether a watcher would see it; or 120 for too many tuples.</returns>
    /// <exception cref="StorageException">It was not kept, or the person has just gone to sleep: the grain is to be asked.</exception>
    public Task<PwsResult<bool>> SetRichAsync(RichSet set) => KeepAsync(now => _person.SetRich(set, now));

    /// <summary>Takes back what was set through the web service, overrides included.</summary>
    public Task ClearOwnAsync() => KeepAsync(now => _person.ClearOwn(now));

    /// <summary>The directory has changed.</summary>
    public Task SetKnownAsync(bool known, string? displayName) => KeepAsync(now => _person.SetKnown(known, displayName, now));

    /// <summary>Lets a user see no more than UNAVAILABLE, or all again.</summary>
    /// <returns>Whether that is new.</returns>
    public async Task<bool> SetBlockedAsync(string watcher, bool blocked)
    {
        Task kept;
        List<string> told;
        lock (_gate)
        {
            if (!_person.SetBlocked(watcher, blocked))
            {
                return false;
            }

            told = [.. _watchers.Where(w => NodeUser.Parse(w).User == watcher)];
            kept = HandOverAsync();
        }

        await kept.ConfigureAwait(false);
        await Task.WhenAll(told.Select(w => _tell(w, MessageTo(watcher)))).ConfigureAwait(false);
        return true;
    }

    /// <summary>The users who see no more than UNAVAILABLE.</summary>
    public async Task<string[]> BlockedAsync()
    {
        await CommittedAsync().ConfigureAwait(false);
        lock (_gate)
        {
            return [.. _person.Blocked.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Something may have fallen due.</summary>
    public Task DueAsync()
    {
        lock (_gate)
        {
            return _person.NextDue <= Now ? KeepAsync(now => _person.Expire(now)) : Task.CompletedTask;
        }
    }

    private static Task<PwsResult<bool>> ReportAsync(IReadOnlyList<(PersonShell Person, IReadOnlyList<PersonReport> Reports)> reports)
    {
        if (reports.Select(r => r.Person._person.FindFault(r.Reports)).FirstOrDefault(fault => fault is not null) is { } refusal)
        {
            return Task.FromResult<PwsResult<bool>>(refusal);
        }

        var told = new List<(PersonShell Person, Told Told)>();
        var writes = new List<(WriteSequence, IWrite)>(reports.Count);
        foreach (var (person, said) in reports)
        {
            var changed = person._person.Report(said, person.Now).Value;
            if (person.ToTell(changed) is { Subscribers.Count: > 0 } some)
            {
                told.Add((person, some));
            }

            writes.Add((person._line, person.NextWrite()));
        }

        return KeptAsync(WriteSequence.WriteTogetherAsync(writes), told);
    }

    private static async Task<PwsResult<bool>> KeptAsync(Task kept, IReadOnlyList<(PersonShell Person, Told Told)> told)
    {
        await kept.ConfigureAwait(false);
        await Task.WhenAll(told.Select(t => t.Person.PublishAsync(t.Told))).ConfigureAwait(false);
        return true;
    }

    private async Task<PwsResult<bool>> KeepAsync(Func<DateTimeOffset, PwsResult<bool>> change)
    {
        PwsResult<bool> changed;
        Task kept;
        Told told;
        lock (_gate)
        {
            if (_isEnded)
            {
                throw new StorageException("The person was just unloaded from memory. Retry.");
            }

            changed = change(Now);
            if (changed.Refusal is not null)
            {
                return changed;
            }

            told = ToTell(changed.Value);
            kept = HandOverAsync();
        }

        await kept.ConfigureAwait(false);
        if (told.Subscribers.Count > 0)
        {
            await PublishAsync(told).ConfigureAwait(false);
        }

        return changed;
    }

    private Task CommittedAsync()
    {
        lock (_gate)
        {
            return _line.Committed;
        }
    }

    private Task HandOverAsync() => _line.WriteAsync(NextWrite());

    private IWrite NextWrite() => PersonRows.Write(Key, _version++, _person);

    // Who is blocked sees no change, and is told of none.
    private Told ToTell(bool changed)
    {
        IReadOnlyList<string> told = !changed || _watchers.Count == 0
            ? []
            : [.. _watchers.Where(w => !_person.Blocked.Contains(NodeUser.Parse(w).User))];
        return new Told(told, told.Count == 0 ? default : Message(_person.Presence));
    }

    private Task PublishAsync(Told told) => Task.WhenAll(told.Subscribers.Select(w => _tell(w, told.Message)));

    private PresenceMessage MessageTo(string watcher)
    {
        lock (_gate)
        {
            return Message(_person.SeenBy(watcher));
        }
    }

    private PresenceMessage Message(Composition seen) => new(Key, _person.Sequence, (int)seen.State, seen.Document, Now);

    private readonly record struct Told(IReadOnlyList<string> Subscribers, PresenceMessage Message);
}
