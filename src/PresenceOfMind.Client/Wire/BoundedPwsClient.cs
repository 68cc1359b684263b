using System.Globalization;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Client.Wire;

/// <summary>
/// A client each of whose operations takes no longer than a bound, whatever the client below allows: a node that takes a connection
/// and then says nothing, or says it in drops, is one that does not answer.
/// </summary>
internal sealed class BoundedPwsClient(IPwsClient client, TimeSpan bound, Uri server) : IPwsClient
{
    public IPwsClient At(Uri server) => new BoundedPwsClient(client.At(server), bound, server);

    public Task<AppSession> LogInAsync(string user, string password, bool force = false, CancellationToken cancellationToken = default) =>
        BoundAsync(server, stop => client.LogInAsync(user, password, force, stop), cancellationToken);

    public Task<EndUserSession> LogInEndUserAsync(
        AppSession app, string user, bool force = false, CancellationToken cancellationToken = default) =>
        BoundAsync(app.Server, stop => client.LogInEndUserAsync(app, user, force, stop), cancellationToken);

    public Task LogOutAsync(PwsSession session, CancellationToken cancellationToken = default) =>
        BoundAsync(session.Server, stop => client.LogOutAsync(session, stop), cancellationToken);

    public Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        BoundAsync(app.Server, stop => client.RegisterEndpointAsync(app, callback, expiry, stop), cancellationToken);

    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        BoundAsync(app.Server, stop => client.RefreshEndpointAsync(app, endpoint, expiry, stop), cancellationToken);

    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken cancellationToken = default) =>
        BoundAsync(app.Server, stop => client.UnregisterEndpointAsync(app, endpoint, stop), cancellationToken);

    public Task<int> SubscribeAsync(
        EndUserSession user,
        int endpoint,
        IReadOnlyCollection<string> contacts,
        TimeSpan expiry,
        CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.SubscribeAsync(user, endpoint, contacts, expiry, stop), cancellationToken);

    public Task RefreshSubscriptionAsync(
        EndUserSession user, int subscription, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.RefreshSubscriptionAsync(user, subscription, expiry, stop), cancellationToken);

    public Task AddContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.AddContactsAsync(user, subscription, contacts, stop), cancellationToken);

    public Task RemoveContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.RemoveContactsAsync(user, subscription, contacts, stop), cancellationToken);

    public Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.UnsubscribeAsync(user, subscription, stop), cancellationToken);

    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.GetPresenceAsync(user, contacts, stop), cancellationToken);

    public Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.GetSubscribedPresenceAsync(user, subscription, stop), cancellationToken);

    public Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.GetRichPresenceAsync(user, contacts, stop), cancellationToken);

    public Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.GetSubscribedRichPresenceAsync(user, subscription, stop), cancellationToken);

    public Task SetPresenceAsync(
        EndUserSession user,
        PresenceState state,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.SetPresenceAsync(user, state, expiry, overriding, stop), cancellationToken);

    public Task SetRichPresenceAsync(
        EndUserSession user,
        PidfDocument document,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        BoundAsync(user.Server, stop => client.SetRichPresenceAsync(user, document, expiry, overriding, stop), cancellationToken);

    private async Task BoundAsync(Uri asked, Func<CancellationToken, Task> ask, CancellationToken cancellationToken) =>
        await BoundAsync(
            asked,
            async stop =>
            {
                await ask(stop).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    // It does not rely on the client below to heed the token.
    private async Task<T> BoundAsync<T>(Uri asked, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(bound);
        try
        {
            return await ask(bounded.Token).WaitAsync(bounded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (bounded.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seconds = bound.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new PwsTransportException(
                $"{asked.GetLeftPart(UriPartial.Authority)} did not answer within {seconds} s; check that the service is alive.",
                asked,
                null,
                e);
        }
    }
}
