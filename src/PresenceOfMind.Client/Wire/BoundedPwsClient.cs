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

    public Task<AppSession> LogInAsync(string user, string password, bool force = false, CancellationToken ct = default) =>
        BoundAsync(server, stop => client.LogInAsync(user, password, force, stop), ct);

    public Task<EndUserSession> LogInEndUserAsync(AppSession app, string user, bool force = false, CancellationToken ct = default) =>
        BoundAsync(app.Server, stop => client.LogInEndUserAsync(app, user, force, stop), ct);

    public Task LogOutAsync(PwsSession session, CancellationToken ct = default) =>
        BoundAsync(session.Server, stop => client.LogOutAsync(session, stop), ct);

    public Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken ct = default) =>
        BoundAsync(app.Server, stop => client.RegisterEndpointAsync(app, callback, expiry, stop), ct);

    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken ct = default) =>
        BoundAsync(app.Server, stop => client.RefreshEndpointAsync(app, endpoint, expiry, stop), ct);

    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken ct = default) =>
        BoundAsync(app.Server, stop => client.UnregisterEndpointAsync(app, endpoint, stop), ct);

    public Task<int> SubscribeAsync(EndUserSession user, int endpoint, IReadOnlyCollection<string> contacts, TimeSpan expiry, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.SubscribeAsync(user, endpoint, contacts, expiry, stop), ct);

    public Task RefreshSubscriptionAsync(EndUserSession user, int subscription, TimeSpan expiry, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.RefreshSubscriptionAsync(user, subscription, expiry, stop), ct);

    public Task AddContactsAsync(EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.AddContactsAsync(user, subscription, contacts, stop), ct);

    public Task RemoveContactsAsync(EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.RemoveContactsAsync(user, subscription, contacts, stop), ct);

    public Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.UnsubscribeAsync(user, subscription, stop), ct);

    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.GetPresenceAsync(user, contacts, stop), ct);

    public Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(EndUserSession user, int subscription, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.GetSubscribedPresenceAsync(user, subscription, stop), ct);

    public Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.GetRichPresenceAsync(user, contacts, stop), ct);

    public Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(EndUserSession user, int subscription, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.GetSubscribedRichPresenceAsync(user, subscription, stop), ct);

    public Task SetPresenceAsync(EndUserSession user, PresenceState state, TimeSpan expiry, bool overriding = false, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.SetPresenceAsync(user, state, expiry, overriding, stop), ct);

    public Task SetRichPresenceAsync(EndUserSession user, PidfDocument document, TimeSpan expiry, bool overriding = false, CancellationToken ct = default) =>
        BoundAsync(user.Server, stop => client.SetRichPresenceAsync(user, document, expiry, overriding, stop), ct);

    private async Task BoundAsync(Uri asked, Func<CancellationToken, Task> ask, CancellationToken ct) =>
        await BoundAsync(
            asked,
            async stop =>
            {
                await ask(stop).ConfigureAwait(false);
                return true;
            },
            ct).ConfigureAwait(false);

    // It does not rely on the client below to heed the token.
    private async Task<T> BoundAsync<T>(Uri asked, Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(bound);
        try
        {
            return await ask(bounded.Token).WaitAsync(bounded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (bounded.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            var seconds = bound.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new PwsTransportException(
                $"{asked.GetLeftPart(UriPartial.Authority)} did not answer within {seconds} s; check that the service is alive.", asked, null, e);
        }
    }
}
