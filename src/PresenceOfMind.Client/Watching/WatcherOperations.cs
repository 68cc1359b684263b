using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Carries out a machine's operations with a client, and holds the session keys, which no machine sees.</summary>
internal sealed class WatcherOperations(IPwsClient client, PresenceWatcherOptions options, Uri callback)
{
    private AppSession? _app;
    private EndUserSession? _user;

    public async Task<OperationEnded> RunAsync(Operation operation, CancellationToken ct)
    {
        var (app, user) = (_app!, _user!);
        switch (operation)
        {
            case LogIn login:
                return await LogInAsync(login, ct).ConfigureAwait(false);
            case Register:
                return new Made(operation.Attempt, await client.RegisterEndpointAsync(app, callback, options.Expiry, ct).ConfigureAwait(false));
            case RefreshEndpoint refresh:
                await client.RefreshEndpointAsync(app, refresh.Endpoint, options.Expiry, ct).ConfigureAwait(false);
                return new Refreshed(operation.Attempt);
            case Subscribe subscribe:
                return new Made(
                    operation.Attempt,
                    await client.SubscribeAsync(user, subscribe.Endpoint, subscribe.Contacts, options.Expiry, ct).ConfigureAwait(false));
            case RefreshSubscription refresh:
                await client.RefreshSubscriptionAsync(user, refresh.Subscription, options.Expiry, ct).ConfigureAwait(false);
                return new Refreshed(operation.Attempt);
            case Fetch fetch:
                return new Answered(
                    operation.Attempt, await client.GetSubscribedPresenceAsync(user, fetch.Subscription, ct).ConfigureAwait(false));
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "This is no operation of a watcher.");
        }
    }

    /// <summary>Ends what the watcher made, as far as the server lets it, and the session where it is the watcher's own.</summary>
    /// <returns>What went wrong, in one line each.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(int? endpoint, IReadOnlyList<int> subscriptions, CancellationToken ct)
    {
        if (_app is not { } app || _user is not { } user)
        {
            return [];
        }

        var wrong = new List<string?>(await Task.WhenAll(subscriptions.Select(id => TryAsync(client.UnsubscribeAsync(user, id, ct)))).ConfigureAwait(false));
        if (endpoint is { } registered)
        {
            wrong.Add(await TryAsync(client.UnregisterEndpointAsync(app, registered, ct)).ConfigureAwait(false));
        }

        if (options.OwnsSession)
        {
            wrong.Add(await TryAsync(client.LogOutAsync(app, ct)).ConfigureAwait(false));
        }

        return [.. wrong.OfType<string>()];
    }

    /// <summary>What an operation's exception says.</summary>
    public static Failed Failure(Operation operation, Exception error) => error is PwsException refusal
        ? new Failed(operation.Attempt, refusal.Code, $"{(int)refusal.Code} {refusal.Message}")
        : new Failed(operation.Attempt, null, error.Message);

    private async Task<LoggedIn> LogInAsync(LogIn login, CancellationToken ct)
    {
        var app = await client.LogInAsync(options.AppUser, options.Password, login.Force, ct).ConfigureAwait(false);
        var user = await client.LogInEndUserAsync(app, options.EndUser, login.Force, ct).ConfigureAwait(false);
        var loggedIn = new LoggedIn(login.Attempt, app.Key != _app?.Key, user.Key != _user?.Key);
        (_app, _user) = (app, user);
        return loggedIn;
    }

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
