using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Client;

/// <summary>
/// The operations of a Presence Web Service. Each can be cancelled, and none is repeated by itself. Source: PWS.
/// </summary>
/// <remarks>
/// Each throws <see cref="PwsException"/> where the service answers with one of its errors, with its code;
/// <see cref="PwsTransportException"/> where it cannot be reached, answers too late, or answers as no such service does;
/// and <see cref="OperationCanceledException"/> where the caller cancelled.
/// An expiry is from an hour to a day (131 otherwise), in whole seconds.
/// </remarks>
public interface IPwsClient
{
    /// <summary>
    /// The same client, whose application users log in at another node: a backup, or one that was named in a redirect. It shares
    /// the connections, and trusts what this one trusts. All but the login of an application user goes to the node of its session
    /// with either.
    /// </summary>
    /// <param name="server">The node, as in <see cref="PwsClientOptions.Server"/>.</param>
    IPwsClient At(Uri server);

    /// <summary>
    /// Logs in an application user, at home where the node redirects there. Without force it joins the session that the user already has.
    /// </summary>
    /// <param name="user">The application user's name.</param>
    /// <param name="password">The password.</param>
    /// <param name="force">Whether to end the session that there is, with all that it and its end users hold.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<AppSession> LogInAsync(string user, string password, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Logs in an end user, for an application user.</summary>
    /// <param name="app">The application user's session.</param>
    /// <param name="user">The end user's name, without a domain.</param>
    /// <param name="force">Whether to end the session that there is; without it, 160 where that is another application's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PwsRedirectException">The end user is at home on another node, where the application user's session is worth
    /// nothing.</exception>
    Task<EndUserSession> LogInEndUserAsync(AppSession app, string user, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Logs out, which ends what the session holds, and for an application user the sessions of its end users.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task LogOutAsync(PwsSession session, CancellationToken cancellationToken = default);

    /// <summary>Registers an endpoint, to which notifications go.</summary>
    /// <param name="app">The application user's session.</param>
    /// <param name="callback">The URL that the service is to call.</param>
    /// <param name="expiry">How long it lives unless refreshed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The endpoint's id.</returns>
    Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken cancellationToken = default);

    /// <summary>Lets an endpoint live on.</summary>
    /// <param name="app">The application user's session.</param>
    /// <param name="endpoint">The endpoint's id; 132 where there is none such.</param>
    /// <param name="expiry">How long it lives from now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken cancellationToken = default);

    /// <summary>Ends an endpoint, and the subscriptions that name it.</summary>
    /// <param name="app">The application user's session.</param>
    /// <param name="endpoint">The endpoint's id; 132 where there is none such.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken cancellationToken = default);

    /// <summary>Subscribes to the presence of contacts.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="endpoint">The endpoint to notify.</param>
    /// <param name="contacts">The contacts' URIs, 1 to 5,000.</param>
    /// <param name="expiry">How long it lives unless refreshed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The subscription's id, which is one among this end user's only.</returns>
    Task<int> SubscribeAsync(
        EndUserSession user,
        int endpoint,
        IReadOnlyCollection<string> contacts,
        TimeSpan expiry,
        CancellationToken cancellationToken = default);

    /// <summary>Lets a subscription live on.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="expiry">How long it lives from now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RefreshSubscriptionAsync(EndUserSession user, int subscription, TimeSpan expiry, CancellationToken cancellationToken = default);

    /// <summary>Adds contacts to a subscription, which notifies.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="contacts">The contacts' URIs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task AddContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default);

    /// <summary>Removes contacts from a subscription.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="contacts">The contacts' URIs; 144 where one is not in the subscription.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RemoveContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default);

    /// <summary>Ends a subscription.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken cancellationToken = default);

    /// <summary>The presence of contacts, now, without a subscription.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="contacts">The contacts' URIs, 1 to 5,000.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default);

    /// <summary>The presence of a subscription's contacts. It clears the latch: the next change notifies again.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="cancellationToken">Cancels. The latch may be cleared all the same, so fetch again at once.</param>
    Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default);

    /// <summary>What is known of contacts, now, without a subscription: the person and each device.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="contacts">The contacts' URIs, 1 to 5,000.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A document a contact, whom <see cref="PidfDocument.Entity"/> names.</returns>
    Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default);

    /// <summary>
    /// What is known of a subscription's contacts. It clears the latch, as <see cref="GetSubscribedPresenceAsync"/> does.
    /// </summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="subscription">The subscription's id; 133 where there is none such.</param>
    /// <param name="cancellationToken">Cancels. The latch may be cleared all the same, so fetch again at once.</param>
    /// <returns>A document a contact, whom <see cref="PidfDocument.Entity"/> names.</returns>
    Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default);

    /// <summary>Sets the end user's own presence.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="state">The state: any but UNKNOWN.</param>
    /// <param name="expiry">How long it holds.</param>
    /// <param name="overriding">Whether it beats every device: never for AVAILABLE (121), always for DND (122).</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task SetPresenceAsync(
        EndUserSession user, PresenceState state, TimeSpan expiry, bool overriding = false, CancellationToken cancellationToken = default);

    /// <summary>Sets the end user's own presence as a document says, or ends an override where it says <c>clear</c>.</summary>
    /// <param name="user">The end user's session.</param>
    /// <param name="document">
    /// The person's activities and a tuple: with override its id is <c>pws-override</c> or <c>pws-persistent</c> (161),
    /// without it its source is <c>Presence Web Service</c> (162).
    /// </param>
    /// <param name="expiry">How long it holds.</param>
    /// <param name="overriding">Whether it beats every device.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task SetRichPresenceAsync(
        EndUserSession user,
        PidfDocument document,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default);
}
