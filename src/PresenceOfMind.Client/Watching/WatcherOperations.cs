using System.Collections.Concurrent;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Carries out a machine's operations with a client, and holds the session keys, which no machine sees.</summary>
internal sealed class WatcherOperations(IPwsClient client, PresenceWatcherOptions options, Uri callback)
{
    /// <summary>Sessions that operations may still name: the one that is live, and those just left.</summary>
    private const int MostSessions = 8;

    private static readonly TimeSpan DiscardBound = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, PwsLogin> _sessions = new();
    private readonly WatcherNodes _nodes = new(client, options);

    /// <summary>The password of the next login.</summary>
    public string Password
    {
        set => _nodes.Password = value;
    }

    public async Task<OperationEnded> RunAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (operation is LogIn logIn)
        {
            return await LogInAsync(logIn, cancellationToken).ConfigureAwait(false);
        }

        var login = _sessions[operation.Session];
        var (app, user) = (login.App, login.User);
        switch (operation)
        {
            case RegisterEndpoint:
                return new ResourceCreated(
                    operation.Attempt,
                    await client.RegisterEndpointAsync(app, callback, options.Expiry, cancellationToken).ConfigureAwait(false));
            case RefreshEndpoint refresh:
                await client.RefreshEndpointAsync(app, refresh.Endpoint, options.Expiry, cancellationToken).ConfigureAwait(false);
                break;
            case Subscribe subscribe:
                return new ResourceCreated(
                    operation.Attempt,
                    await client.SubscribeAsync(
                        user, subscribe.Endpoint, subscribe.Contacts, options.Expiry, cancellationToken).ConfigureAwait(false));
            case RefreshSubscription refresh:
                await client.RefreshSubscriptionAsync(user, refresh.Subscription, options.Expiry, cancellationToken).ConfigureAwait(false);
                break;
            case ChangeContacts { Add: true } change:
                await client.AddContactsAsync(user, change.Subscription, change.Contacts, cancellationToken).ConfigureAwait(false);
                break;
            case ChangeContacts change:
                await client.RemoveContactsAsync(user, change.Subscription, change.Contacts, cancellationToken).ConfigureAwait(false);
                break;
            case Fetch fetch:
                return await FetchAsync(fetch, user, cancellationToken).ConfigureAwait(false);
            case Discard discard:
                await DiscardAsync(discard, app, user, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "This is no operation of a watcher.");
        }

        return new OperationSucceeded(operation.Attempt);
    }

    /// <summary>The node of a session; null where there is none such.</summary>
    public Uri? NodeOf(long session) => _sessions.TryGetValue(session, out var pair) ? pair.User.Server : null;

    /// <summary>Ends what the watcher made, as far as the server lets it, and the session where it is the watcher's own.</summary>
    /// <returns>What went wrong, in one line each.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(
        long session, int? endpoint, IReadOnlyList<int> subscriptions, CancellationToken cancellationToken)
    {
        if (!_sessions.TryGetValue(session, out var login))
        {
            return [];
        }

        var (app, user) = (login.App, login.User);
        var wrong = new List<string?>(
            await Task.WhenAll(subscriptions.Select(id => TryAsync(client.UnsubscribeAsync(user, id, cancellationToken)))).ConfigureAwait(
                false));
        if (endpoint is { } registered)
        {
            wrong.Add(await TryAsync(client.UnregisterEndpointAsync(app, registered, cancellationToken)).ConfigureAwait(false));
        }

        if (options.OwnsSession)
        {
            wrong.Add(await TryAsync(client.LogOutAsync(app, cancellationToken)).ConfigureAwait(false));
        }

        return [.. wrong.OfType<string>()];
    }

    /// <summary>What an operation's exception says.</summary>
    public OperationFailed Failure(Operation operation, Exception error) => Explain(operation, error) with { Error = error };

    private OperationFailed Explain(Operation operation, Exception error) => (operation, error) switch
    {
        (LogIn, PwsException refusal) => new OperationFailed(
            operation.Attempt,
            refusal.Code,
            $"{(int)refusal.Code} {refusal.Message} ({options.AppUser} could not log in {options.EndUser}. {refusal.Error.Fix})"),
        (_, PwsException refusal) => new OperationFailed(operation.Attempt, refusal.Code, $"{(int)refusal.Code} {refusal.Message}"),

        // Not every node knows the removal of contacts; then the subscription is made anew.
        (ChangeContacts { Add: false }, PwsTransportException { HttpStatus: 404 or 405 or 501 }) =>
            new OperationFailed(operation.Attempt, PwsErrorCode.ContactNotSubscribed, error.Message),
        _ => new OperationFailed(operation.Attempt, null, error.Message),
    };

    private async Task<LoggedIn> LogInAsync(LogIn login, CancellationToken cancellationToken)
    {
        var (pair, atHome) = await _nodes.LogInAsync(login.At, login.Force, cancellationToken).ConfigureAwait(false);
        var before = _sessions.GetValueOrDefault(login.After);
        var left = _sessions.GetValueOrDefault(login.Left);
        _sessions[login.Attempt] = pair;
        foreach (var old in _sessions.Keys.Where(n => n != login.After && n != login.Left).Order().SkipLast(MostSessions))
        {
            _sessions.TryRemove(old, out _);
        }

        return new LoggedIn(
            login.Attempt,
            !IsSame(pair.App, before?.App),
            !IsSame(pair.User, before?.User),
            atHome,
            _nodes.Backup is not null,
            IsSame(pair.App, left?.App),
            pair.User.Server.Host);
    }

    private async Task<FetchAnswered> FetchAsync(Fetch fetch, EndUserSession user, CancellationToken cancellationToken)
    {
        if (!options.Rich)
        {
            return new FetchAnswered(
                fetch.Attempt, await client.GetSubscribedPresenceAsync(user, fetch.Subscription, cancellationToken).ConfigureAwait(false));
        }

        var documents = await client.GetSubscribedRichPresenceAsync(user, fetch.Subscription, cancellationToken).ConfigureAwait(false);
        var details = documents.Where(d => d.Entity is not null).Select(d => new PresenceDetails(d)).ToList();
        return new FetchAnswered(
            fetch.Attempt,
            [.. details.Select(d => new ContactPresence { ContactUri = d.Document.Entity!, State = d.State })],
            details);
    }

    private async Task DiscardAsync(Discard discard, AppSession app, EndUserSession user, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(DiscardBound);
        if (discard.Subscription is { } subscription)
        {
            await client.UnsubscribeAsync(user, subscription, bound.Token).ConfigureAwait(false);
        }

        if (discard.Endpoint is { } endpoint)
        {
            await client.UnregisterEndpointAsync(app, endpoint, bound.Token).ConfigureAwait(false);
        }

        if (discard.LogOut && options.OwnsSession)
        {
            await client.LogOutAsync(app, bound.Token).ConfigureAwait(false);
        }
    }

    private static bool IsSame(PwsSession session, PwsSession? other) => session.Key == other?.Key && session.Server == other.Server;

    private static async Task<string?> TryAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.Message;
        }
    }
}
