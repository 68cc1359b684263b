using Orleans.Concurrency;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Refusals;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Sessions;

/// <summary>The log-in of one user on one node; the key is <c>node|user</c>, the user in small letters.</summary>
internal interface ISessionGrain : ISessionUseGrain
{
    /// <summary>Logs an application user in, whose password was checked.</summary>
    /// <returns>The session's key.</returns>
    Task<PwsReply<string>> LogInAsync(bool force);

    /// <summary>Logs an end user in by the session of an application user, which was checked.</summary>
    /// <returns>The session's key.</returns>
    Task<PwsReply<string>> LogInBySessionAsync(string applicationUser, string applicationKey, bool force);

    /// <summary>What a key stands for; a live one counts as used.</summary>
    Task<SessionReply> CheckAsync(string key);

    /// <summary>Who logged the user of a live key in, or null.</summary>
    Task<string?> ApplicationUserAsync(string key);

    /// <summary>Logs out. A key that is not live changes nothing.</summary>
    Task<bool> LogOutAsync(string key);

    /// <summary>Ends whatever session there is, since the user leaves the directory.</summary>
    Task RemoveAsync();

    /// <summary>An end user is logged in by this application user's session.</summary>
    Task<bool> AddLoggedInAsync(string key, string user);

    /// <summary>The session that logged this end user in has ended, and this one with it.</summary>
    Task ParentEndedAsync(string parentKey);

    /// <summary>The session may have been idle for too long.</summary>
    Task DueAsync();
}

[Reentrant]
internal sealed class SessionGrain(
    Database database,
    SessionRows rows,
    LiveSessions sessions,
    PresenceServerOptions options,
    TimeProvider time)
    : DurableGrain(database), ISessionGrain
{
    private readonly LoginState _login = new(options.SessionIdle);
    private NodeUser _self = null!;
    private DateTimeOffset _kept;

    private DateTimeOffset Now => time.GetUtcNow();

    // A use is heard of, and kept, up to a hundredth of the idle time late; nobody is to lose a session for that.
    private DateTimeOffset EndsAt => _login.IdleAt + (options.SessionIdle / 50);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = NodeUser.Parse(this.GetPrimaryKeyString());
        if (await rows.ReadAsync(_self.Node, _self.User) is var (session, lastUsed))
        {
            _kept = lastUsed;
            _login.Restore(session, session.IsApplicationUser ? await rows.LoggedInAsync(session.Key) : [], lastUsed);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Forget(_login.Current);
        return Task.CompletedTask;
    }

    public Task<PwsReply<string>> LogInAsync(bool force) => LogInAsync(_self.User, null, force);

    public async Task<PwsReply<string>> LogInBySessionAsync(string applicationUser, string applicationKey, bool force) =>
        await Other(applicationUser).AddLoggedInAsync(applicationKey, _self.User)
            ? await LogInAsync(applicationUser, applicationKey, force)
            : PwsError.FromCode(PwsErrorCode.SessionKeyInvalid);

    public async Task<SessionReply> CheckAsync(string key)
    {
        await Committed;
        if (!_login.Use(key, Now))
        {
            return default;
        }

        if (Now - _kept >= options.SessionIdle / 100)
        {
            _kept = Now;
            Note(SessionRows.Use(key, _kept));
        }

        var session = _login.Current!;
        sessions.Add(new Caller(_self.Node, _self.User, key, session.IsApplicationUser), Now);
        return new SessionReply(true, session.IsApplicationUser);
    }

    public Task UsedAsync(string key) => CheckAsync(key);

    public Task<string?> ApplicationUserAsync(string key) =>
        Task.FromResult(_login.Current is { } live && live.Key == key ? live.ApplicationUser : null);

    public async Task<bool> LogOutAsync(string key)
    {
        if (_login.Current?.Key == key)
        {
            await WakeHoldersAsync(_login.Current);
        }

        var others = _login.LoggedIn.ToList();
        if (_login.End(key) is not { } ended)
        {
            return false;
        }

        Forget(ended);
        await CommitAsync(SessionRows.End(ended.Key));
        await EndLoggedInAsync(ended, others);
        return true;
    }

    public Task RemoveAsync() => _login.Current is { } live ? LogOutAsync(live.Key) : Task.CompletedTask;

    public async Task<bool> AddLoggedInAsync(string key, string user)
    {
        await Committed;
        return _login.AddLoggedIn(key, user);
    }

    public async Task ParentEndedAsync(string parentKey)
    {
        if (_login.Current is { } live && live.ParentKey == parentKey && _login.End(live.Key) is { } ended)
        {
            Forget(ended);
            await EndLoggedInAsync(ended, []);
        }
    }

    public async Task DueAsync()
    {
        if (_login.Current is not { } live)
        {
            return;
        }

        var held = await HeldUntilAsync(live);
        if (_login.Current != live)
        {
            return;
        }

        var end = held > EndsAt ? held.Value : EndsAt;
        if (end > Now)
        {
            await CommitAsync(SessionRows.Touch(live.Key, end));
        }
        else
        {
            await LogOutAsync(live.Key);
        }
    }

    private async Task<PwsReply<string>> LogInAsync(string applicationUser, string? parentKey, bool force)
    {
        if (force && _login.Current is { } live)
        {
            await WakeHoldersAsync(live);
        }

        var others = _login.LoggedIn.ToList();
        var before = _login.Current;
        var loggedIn = _login.LogIn(SessionKeys.New(), applicationUser, parentKey, force, Now);
        if (loggedIn.Refusal is { } refusal)
        {
            return refusal;
        }

        var ended = loggedIn.Value;
        var session = _login.Current!;
        if (session == before)
        {
            await Committed;
            return session.Key;
        }

        Forget(ended);
        _kept = Now;
        await CommitAsync(SessionRows.Begin(_self.Node, _self.User, session, _kept, EndsAt, ended));
        if (ended is not null)
        {
            await EndLoggedInAsync(ended, others);
        }

        return session.Key;
    }

    private void Forget(Session? session)
    {
        if (session is not null)
        {
            sessions.Drop(_self.Node, session.Key);
        }
    }

    // With a session go the rows of what it holds. Whoever sleeps then would wake to find none, and tell nobody of the end.
    private Task WakeHoldersAsync(Session ending)
    {
        var woken = _login.LoggedIn.Select(Task (user) => Other(user).ApplicationUserAsync(ending.Key)).ToList();
        if (ending.IsApplicationUser)
        {
            woken.Add(HeldUntilAsync(ending));
        }

        return Task.WhenAll(woken);
    }

    private async Task EndLoggedInAsync(Session ended, IReadOnlyList<string> loggedIn)
    {
        var told = loggedIn.Select(user => Other(user).ParentEndedAsync(ended.Key)).ToList();
        told.Add(GrainFactory.Grain<ISubscriptionsGrain>(_self.ToString()).SessionEndedAsync(ended.Key));
        if (ended.IsApplicationUser)
        {
            told.Add(GrainFactory.Grain<IEndpointsGrain>(_self.ToString()).SessionEndedAsync(ended.Key));
        }

        await Task.WhenAll(told);
    }

    private Task<DateTimeOffset?> HeldUntilAsync(Session session) => session.IsApplicationUser
        ? GrainFactory.Grain<IEndpointsGrain>(_self.ToString()).HeldUntilAsync(session.Key)
        : GrainFactory.Grain<ISubscriptionsGrain>(_self.ToString()).HeldUntilAsync(session.Key);

    private ISessionGrain Other(string user) => GrainFactory.Grain<ISessionGrain>((_self with { User = user }).ToString());
}
