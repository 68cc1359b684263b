using System.Globalization;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Refusals;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Operations;

/// <summary>
/// The operations of the Presence Web Service, behind every wire. Each throws <see cref="PwsException"/> with a code of
/// the table. A wire asks in this order: the caller, its kind, whose it is, headers, body, and then the operation.
/// </summary>
internal sealed class PwsService(
    IGrainFactory grains,
    SessionKeys keys,
    LiveSessions sessions,
    LiveSubscriptions subscriptions,
    LivePeople people,
    DirectoryRows directory,
    LoginPasswordService logins,
    Placement placement,
    PresenceServerOptions options,
    PresenceRules rules,
    LocalDomain domain,
    TimeProvider time)
{
    /// <summary>Whose session this is.</summary>
    /// <exception cref="PwsException">100 without a key, 101 where it is not that of a live session.</exception>
    public ValueTask<Caller> AuthenticateAsync(string node, string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new PwsException(PwsErrorCode.SessionKeyMissing);
        }

        return sessions.Find(node, key, time.GetUtcNow()) is { } caller ? ValueTask.FromResult(caller) : AskAsync(node, key);
    }

    /// <summary>Logs an application user in.</summary>
    /// <param name="node">The node that the request reached.</param>
    /// <param name="user">The name that came.</param>
    /// <param name="password">The password that came.</param>
    /// <param name="force">Whether the live session is to end.</param>
    /// <param name="address">Where the request came from, see <see cref="LoginAddress"/>.</param>
    /// <param name="cancellationToken">Ends when the client has gone.</param>
    public async Task<string> LogInAsync(
        string node, string user, string password, bool force, string address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(password))
        {
            throw new PwsException(PwsErrorCode.PasswordEmpty);
        }

        // A session is kept only while the user is there, so one that is removed meanwhile gets none.
        await logins.CheckAsync(user, password, address, cancellationToken);
        RedirectFrom(node, user, isApplicationUser: true);
        return (await AgainAsync(() => Session(node, user).LogInAsync(force))).OrThrow();
    }

    /// <summary>Logs an end user in by an application user's session.</summary>
    public async Task<string> LogInAsync(string user, Caller application, bool force)
    {
        application.MustBeApplicationUser();
        if (!await directory.HasPersonAsync(user.ToLowerInvariant()))
        {
            throw new PwsException(PwsErrorCode.LoginFailed, $"There is no end user {user}.");
        }

        RedirectFrom(application.Node, user, isApplicationUser: false);
        return (await AgainAsync(
            application,
            () => Session(application.Node, user).LogInBySessionAsync(application.User, application.Key, force))).OrThrow();
    }

    /// <summary>Logs the caller out, with all that the session holds.</summary>
    public Task LogOutAsync(Caller caller) => AgainAsync(() => Session(caller.Node, caller.User).LogOutAsync(caller.Key));

    /// <summary>The node that a client of this one turns to when it fails; null where there is none.</summary>
    public string? BackupServer(string node) => placement.Backup(node);

    /// <summary>Registers an endpoint.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> RegisterEndpointAsync(Caller caller, string? url, TimeSpan expiry) =>
        (await AgainAsync(caller, () => Endpoints(caller).RegisterAsync(caller.Key, url, time.GetUtcNow() + expiry))).OrThrow();

    /// <summary>Gives an endpoint a new end.</summary>
    public async Task RefreshEndpointAsync(Caller caller, int id, TimeSpan expiry) =>
        (await AgainAsync(caller, () => Endpoints(caller).RefreshAsync(id, time.GetUtcNow() + expiry))).OrThrow();

    /// <summary>Ends an endpoint, and the subscriptions that name it.</summary>
    public async Task UnregisterEndpointAsync(Caller caller, int id) =>
        (await AgainAsync(caller, () => Endpoints(caller).UnregisterAsync(id))).OrThrow();

    /// <summary>Makes a subscription and has its first notification sent.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> SubscribeAsync(
        Caller caller, string? type, string? endpointId, IReadOnlyList<string>? contacts, string requestHost, TimeSpan expiry)
    {
        if (type != RestRequests.PresenceNotification)
        {
            throw new PwsException(PwsErrorCode.SubscriptionTypeInvalid);
        }

        var settled = Settle(contacts, requestHost);
        var application = await ApplicationUserAsync(caller);
        var message = new SubscribeMessage(
            caller.Key,
            application,
            Id(endpointId, PwsErrorCode.EndpointUnknown),
            time.GetUtcNow() + expiry,
            settled);
        return (await AgainAsync(caller, () => Subscriptions(caller).SubscribeAsync(message))).OrThrow();
    }

    /// <summary>Adds contacts to a subscription, gives it a new end, or both.</summary>
    public async Task ChangeSubscriptionAsync(Caller caller, int id, IReadOnlyList<string>? contacts, string requestHost, TimeSpan? expiry)
    {
        if (contacts is null && expiry is null)
        {
            throw new PwsException(PwsErrorCode.ExpiryAndContactsMissing);
        }

        // Generated clients send an empty list with a refresh, which is as none.
        var settled = contacts is null || (contacts.Count == 0 && expiry is not null) ? [] : Settle(contacts, requestHost);
        var end = time.GetUtcNow() + expiry;
        (await AgainAsync(caller, () => Subscriptions(caller).ChangeAsync(id, settled, end))).OrThrow();
    }

    /// <summary>Takes contacts out of a subscription, which ends with the last of them.</summary>
    public async Task RemoveContactsAsync(Caller caller, int id, IReadOnlyList<string> contacts, string requestHost)
    {
        string[] keys = [.. Settle(contacts, requestHost).Select(c => c.Key)];
        (await AgainAsync(caller, () => Subscriptions(caller).RemoveContactsAsync(id, keys))).OrThrow();
    }

    /// <summary>Ends a subscription.</summary>
    public async Task UnsubscribeAsync(Caller caller, int id) =>
        (await AgainAsync(caller, () => Subscriptions(caller).UnsubscribeAsync(id))).OrThrow();

    /// <summary>The states of any contacts.</summary>
    public async Task<IReadOnlyList<ContactPresence>> PollAsync(Caller caller, IReadOnlyList<string>? contacts, string requestHost) =>
        await Task.WhenAll(Settle(contacts, requestHost).Select(async contact => new ContactPresence
        {
            ContactUri = contact.Spelled,
            State = contact.IsLocal ? (PresenceState)await Person(contact.Key).StateAsync(caller.User) : PresenceState.Unknown,
        }));

    /// <summary>The documents of any contacts.</summary>
    public async Task<IReadOnlyList<PidfDocument>> PollRichAsync(Caller caller, IReadOnlyList<string>? contacts, string requestHost) =>
        await Task.WhenAll(Settle(contacts, requestHost).Select(async contact => RichAnswer.Compose(
            contact.Spelled,
            contact.IsLocal ? (await Person(contact.Key).RichAsync(caller.User)).Document : null)));

    /// <summary>The basic list of a subscription's contacts as REST answers it, where it is at hand; opens the latch.</summary>
    /// <returns>Null where <see cref="FetchAsync"/> is to be asked.</returns>
    public byte[]? FetchAtHand(string node, string user, string key, int id)
    {
        var now = time.GetUtcNow();
        return subscriptions.Find(node, user, key, id, now)?.FetchBasic(now);
    }

    /// <summary>The states of a subscription's contacts, in one step for the session that holds it; opens the latch.</summary>
    /// <param name="node">The node that was asked.</param>
    /// <param name="user">Whose subscription it is.</param>
    /// <param name="key">The session's key.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="opens">Whether it opens the latch; not where nothing but the headers is wanted.</param>
    /// <returns>Null where this session holds no such subscription.</returns>
    public async Task<IReadOnlyList<ContactPresence>?> FetchAsync(string node, string user, string key, int id, bool opens = true) =>
        await StatesAsync(node, user, key, id, opens) is { } states
            ? Array.ConvertAll(states, s => new ContactPresence { ContactUri = s.Spelled, State = (PresenceState)s.State })
            : null;

    /// <summary>The documents of a subscription's contacts, as <see cref="FetchAsync"/> gives the states.</summary>
    public async Task<IReadOnlyList<PidfDocument>?> FetchRichAsync(string node, string user, string key, int id, bool opens = true) =>
        await StatesAsync(node, user, key, id, opens) is { } states
            ? Array.ConvertAll(states, s => RichAnswer.Compose(s.Spelled, s.Document))
            : null;

    /// <summary>Sets the caller's own presence, rich.</summary>
    public async Task SetPresenceAsync(Caller caller, PidfDocument document, bool asOverride, TimeSpan expiry)
    {
        var set = RichSetRules.Read(document, asOverride, time.GetUtcNow() + expiry, rules).OrThrow();
        if (!await TryAsync(caller, person => person.SetRichAsync(set)))
        {
            (await AgainAsync(caller, () => Person(caller.User).SetRichAsync(RichSetMessage.From(set)))).OrThrow();
        }
    }

    /// <summary>Sets the caller's own presence, basic.</summary>
    public async Task SetPresenceAsync(Caller caller, PresenceState state, bool asOverride, TimeSpan expiry)
    {
        var end = time.GetUtcNow() + expiry;
        if (!await TryAsync(caller, person => person.SetOwnAsync(state, asOverride, end)))
        {
            (await AgainAsync(caller, () => Person(caller.User).SetOwnAsync((int)state, asOverride, end))).OrThrow();
        }
    }

    /// <summary>Reads an id.</summary>
    /// <exception cref="PwsException">The given code where it is no positive number.</exception>
    public static int Id(string? text, PwsErrorCode otherwise) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new PwsException(otherwise);

    private void RedirectFrom(string node, string user, bool isApplicationUser)
    {
        if (placement.FindOtherHome(node, user, isApplicationUser) is { } home)
        {
            throw new RedirectException(user, home, placement.Backup(home));
        }
    }

    // Without a message where the caller's person is awake here. False where it is not, or did not keep it: the grain is to be asked.
    private async ValueTask<bool> TryAsync(Caller caller, Func<PersonShell, Task<PwsResult<bool>>> set)
    {
        if (people.Find(caller.User) is not { } person)
        {
            return false;
        }

        try
        {
            (await set(person)).OrThrow();
            return true;
        }
        catch (Exception e) when (e is FencedException or StorageException)
        {
            return false;
        }
    }

    // What the database refused was not kept, and whoever held it forgets it; most often the session has just ended.
    private async Task<T> AgainAsync<T>(Caller caller, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is FencedException or StorageException)
        {
            await AskAsync(caller.Node, caller.Key);
            return await OnceMoreAsync(ask);
        }
    }

    private static async Task<T> AgainAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is FencedException or StorageException)
        {
            return await OnceMoreAsync(ask);
        }
    }

    private static async Task<T> OnceMoreAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StorageException e)
        {
            throw new NotStoredException(e);
        }
    }

    // Nobody is asked for a user whose key it is not, so that names that were made up cost nothing.
    private async ValueTask<ContactStateMessage[]?> StatesAsync(string node, string user, string key, int id, bool opens) =>
        string.Equals(await keys.OwnerAsync(node, key), user, StringComparison.OrdinalIgnoreCase)
            ? (await grains.Grain<ISubscriptionsGrain>(NodeUser.Key(node, user)).FetchAsync(key, id, opens)).States
            : null;

    private async ValueTask<Caller> AskAsync(string node, string key)
    {
        var user = await keys.OwnerAsync(node, key);
        var session = user is null ? default : await Session(node, user).CheckAsync(key);
        return session.Live
            ? new Caller(node, user!, key, session.IsApplicationUser)
            : throw new PwsException(PwsErrorCode.SessionKeyInvalid);
    }

    private ContactMessage[] Settle(IReadOnlyList<string>? contacts, string requestHost)
    {
        if (contacts is null)
        {
            throw new PwsException(PwsErrorCode.ContactListMissing);
        }

        if (contacts.Count == 0 || contacts.Count > options.MaxContacts)
        {
            throw new PwsException(PwsErrorCode.ContactCountInvalid);
        }

        return [.. contacts.Select(c => domain.Settle(c, requestHost))];
    }

    private async Task<string> ApplicationUserAsync(Caller caller) =>
        await Session(caller.Node, caller.User).ApplicationUserAsync(caller.Key) ?? throw new PwsException(PwsErrorCode.SessionKeyInvalid);

    private ISessionGrain Session(string node, string user) => grains.Grain<ISessionGrain>(NodeUser.Key(node, user));

    private IEndpointsGrain Endpoints(Caller caller) => grains.Grain<IEndpointsGrain>(NodeUser.Key(caller.Node, caller.User));

    private ISubscriptionsGrain Subscriptions(Caller caller) => grains.Grain<ISubscriptionsGrain>(NodeUser.Key(caller.Node, caller.User));

    private IPersonGrain Person(string user) => grains.Grain<IPersonGrain>(user);
}
