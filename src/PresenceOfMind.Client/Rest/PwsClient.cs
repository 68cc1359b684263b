using System.Net;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client;

/// <summary>The operations of a Presence Web Service by REST. Safe for use by many threads at once. Source: PWS.</summary>
public sealed class PwsClient : IPwsClient, IDisposable
{
    private const int MaxRedirects = 3;

    private readonly HttpClient? _own;
    private readonly RestTransport _transport;
    private readonly Uri _server;

    /// <summary>A client with connections of its own: no proxy, no cookies, and no redirect but that of a login.</summary>
    /// <param name="options">Which service, and within what bounds.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public PwsClient(PwsClientOptions options)
        : this(null, options)
    {
    }

    /// <summary>A client on top of an <see cref="HttpClient"/> of the caller's, who keeps it and disposes of it.</summary>
    /// <param name="http">Sends the requests. It should follow no redirects and keep no cookies; null makes one.</param>
    /// <param name="options">Which service, and within what bounds.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public PwsClient(HttpClient? http, PwsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _own = http is null ? OwnClient(options) : null;
        _transport = new RestTransport(http ?? _own!, options.Timeout, options.MaxAnswerBytes);
        _server = RestPaths.BaseOf(options.Server);
    }

    /// <inheritdoc/>
    public async Task<AppSession> LogInAsync(string user, string password, bool force = false, CancellationToken ct = default)
    {
        var body = RestRequests.WriteLogin(password);
        var (server, answer) = await LogInAsync(_server, user, null, body, force, ct).ConfigureAwait(false);
        return new AppSession(server, user, answer.SessionKey!, answer.BackupServer);
    }

    /// <inheritdoc/>
    public async Task<EndUserSession> LogInEndUserAsync(AppSession app, string user, bool force = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var (server, answer) = await LogInAsync(app.Server, user, app.Key, null, force, ct).ConfigureAwait(false);
        return new EndUserSession(server, user, answer.SessionKey!, answer.BackupServer);
    }

    /// <inheritdoc/>
    public Task LogOutAsync(PwsSession session, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("DELETE", session, RestPaths.Session(session.User)), ct);

    /// <inheritdoc/>
    public Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var body = RestRequests.WriteEndpoint(callback.AbsoluteUri);
        return MakeAsync(Request("POST", app, RestPaths.Endpoints) with { Expiry = expiry, Body = body }, ct);
    }

    /// <inheritdoc/>
    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("PUT", app, RestPaths.Endpoint(endpoint)) with { Expiry = expiry }, ct);

    /// <inheritdoc/>
    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("DELETE", app, RestPaths.Endpoint(endpoint)), ct);

    /// <inheritdoc/>
    public Task<int> SubscribeAsync(EndUserSession user, int endpoint, IReadOnlyCollection<string> contacts, TimeSpan expiry, CancellationToken ct = default)
    {
        var body = RestRequests.WriteSubscription(contacts, endpoint);
        return MakeAsync(Request("POST", user, RestPaths.Subscriptions(user.User)) with { Expiry = expiry, Body = body }, ct);
    }

    /// <inheritdoc/>
    public Task RefreshSubscriptionAsync(EndUserSession user, int subscription, TimeSpan expiry, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("PUT", user, RestPaths.Subscription(user.User, subscription)) with { Expiry = expiry }, ct);

    /// <inheritdoc/>
    public Task AddContactsAsync(EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken ct = default)
    {
        var body = RestRequests.WriteSubscription(contacts, null);
        return _transport.SucceedAsync(Request("PUT", user, RestPaths.Subscription(user.User, subscription)) with { Body = body }, ct);
    }

    /// <inheritdoc/>
    public Task RemoveContactsAsync(EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("DELETE", user, RestPaths.SubscribedContacts(user.User, subscription, contacts)), ct);

    /// <inheritdoc/>
    public Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken ct = default) =>
        _transport.SucceedAsync(Request("DELETE", user, RestPaths.Subscription(user.User, subscription)), ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken ct = default) =>
        FetchAsync(Request("GET", user, RestPaths.BasicPresenceOf(user.User, contacts)), ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(EndUserSession user, int subscription, CancellationToken ct = default) =>
        FetchAsync(Request("GET", user, RestPaths.BasicSubscribed(user.User, subscription)), ct);

    /// <inheritdoc/>
    public Task SetPresenceAsync(EndUserSession user, PresenceState state, TimeSpan expiry, bool overriding = false, CancellationToken ct = default)
    {
        var body = RestRequests.WriteBasicPresence(state);
        var request = Request("PUT", user, RestPaths.BasicPresence(user.User)) with { Expiry = expiry, Override = overriding, Body = body };
        return _transport.SucceedAsync(request, ct);
    }

    /// <summary>Closes the connections, where they are its own.</summary>
    public void Dispose() => _own?.Dispose();

    private static RestRequest Request(string method, PwsSession session, string path)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(method, session.Server, path, session.Key);
    }

    private async Task<(Uri Server, SessionAnswer Answer)> LogInAsync(
        Uri server, string user, string? key, byte[]? body, bool force, CancellationToken ct)
    {
        for (var hop = 0; ; hop++)
        {
            var request = force
                ? new RestRequest("PUT", server, RestPaths.Session(user), key) { Body = body }
                : new RestRequest("POST", server, RestPaths.Sessions(user), key) { Body = body };
            var answer = await _transport.SendAsync(request, ct).ConfigureAwait(false);
            var redirected = answer.Status == (int)HttpStatusCode.TemporaryRedirect;
            if (!answer.IsSuccess && !redirected)
            {
                throw RestTransport.Error(request, answer);
            }

            var session = redirected && answer.Body.IsEmpty ? null : Read(request, answer, RestAnswers.ReadSession);
            if (session?.SessionKey is not null && !redirected)
            {
                return (server, session);
            }

            server = hop < MaxRedirects && LoginRedirect.Next(server, answer.Location, session?.Redirect) is { } home
                ? home
                : throw RestTransport.Senseless(request, answer, $"and a redirect that leads nowhere ('{answer.Location}')");
        }
    }

    private async Task<int> MakeAsync(RestRequest request, CancellationToken ct)
    {
        var answer = await _transport.SucceedAsync(request, ct).ConfigureAwait(false);
        return RestPaths.IdAtEnd(answer.Location) ?? throw RestTransport.Senseless(request, answer, $"with the Location '{answer.Location}', which ends in no id");
    }

    private async Task<IReadOnlyList<ContactPresence>> FetchAsync(RestRequest request, CancellationToken ct)
    {
        var answer = await _transport.SucceedAsync(request, ct).ConfigureAwait(false);
        return Read(request, answer, RestAnswers.ReadBasicList);
    }

    // An answer that does not parse is a broken answer, not the service's error 102.
    private static T Read<T>(RestRequest request, RestAnswer answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(answer.Body);
        }
        catch (PwsException e)
        {
            throw RestTransport.Senseless(request, answer, $"with a body that cannot be read ({e.Message})", e);
        }
    }

    private static HttpClient OwnClient(PwsClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (options.ServerCertificate is { } expected)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) => ServerTrust.Trusts(expected, shown, chain, errors);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
