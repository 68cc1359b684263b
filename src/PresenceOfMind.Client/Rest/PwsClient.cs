using System.Globalization;
using System.Net;
using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Client.Rest;

/// <summary>The operations of a Presence Web Service by REST. Safe for use by many threads at once. Source: PWS.</summary>
public sealed class PwsClient : IPwsClient, IDisposable
{
    private const int MaxRedirects = 3;

    private readonly HttpClient? _own;
    private readonly bool _isFirst;
    private readonly WireTransport _transport;
    private readonly Uri _server;
    private bool _disposed;

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
        _isFirst = true;
        _own = http is null ? WireTransport.NewClient(options) : null;
        _transport = new WireTransport(
            http ?? _own!,
            options.Timeout,
            options.MaxAnswerBytes,
            http is null ? SchemeTransport.FindOtherAsync : null);
        _server = RestPaths.BaseOf(options.Server);
    }

    private PwsClient(WireTransport transport, Uri server)
    {
        _transport = transport;
        _server = RestPaths.BaseOf(server);
    }

    /// <inheritdoc/>
    public IPwsClient At(Uri server)
    {
        ObjectDisposedException.ThrowIf(_disposed || _transport.IsEnded, this);
        ArgumentNullException.ThrowIfNull(server);
        return new PwsClient(_transport, server);
    }

    /// <inheritdoc/>
    public async Task<AppSession> LogInAsync(
        string user, string password, bool force = false, CancellationToken cancellationToken = default)
    {
        var body = RestRequests.WriteLogin(password);
        var (server, answer) = await LogInAsync(_server, user, null, body, force, cancellationToken).ConfigureAwait(false);
        return new AppSession { Server = server, User = user, Key = answer.SessionKey!, BackupServer = answer.BackupServer };
    }

    /// <inheritdoc/>
    public async Task<EndUserSession> LogInEndUserAsync(
        AppSession app, string user, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var (server, answer) = await LogInAsync(app.Server, user, app.Key, null, force, cancellationToken).ConfigureAwait(false);
        return new EndUserSession { Server = server, User = user, Key = answer.SessionKey!, BackupServer = answer.BackupServer };
    }

    /// <inheritdoc/>
    public Task LogOutAsync(PwsSession session, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("DELETE", session, RestPaths.Session(session.User)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var body = RestRequests.WriteEndpoint(callback.AbsoluteUri);
        return MakeAsync(Request("POST", app, RestPaths.Endpoints, expiry) with { Body = body }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("PUT", app, RestPaths.Endpoint(endpoint), expiry), cancellationToken);

    /// <inheritdoc/>
    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("DELETE", app, RestPaths.Endpoint(endpoint)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> SubscribeAsync(
        EndUserSession user,
        int endpoint,
        IReadOnlyCollection<string> contacts,
        TimeSpan expiry,
        CancellationToken cancellationToken = default)
    {
        var body = RestRequests.WriteSubscription(contacts, endpoint);
        return MakeAsync(Request("POST", user, RestPaths.Subscriptions(user.User), expiry) with { Body = body }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RefreshSubscriptionAsync(
        EndUserSession user, int subscription, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("PUT", user, RestPaths.Subscription(user.User, subscription), expiry), cancellationToken);

    /// <inheritdoc/>
    public Task AddContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default)
    {
        var body = RestRequests.WriteSubscription(contacts, null);
        return SucceedAsync(Request("PUT", user, RestPaths.Subscription(user.User, subscription)) with { Body = body }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("DELETE", user, RestPaths.SubscribedContacts(user.User, subscription, contacts)), cancellationToken);

    /// <inheritdoc/>
    public Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        SucceedAsync(Request("DELETE", user, RestPaths.Subscription(user.User, subscription)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        FetchAsync(
            Request("GET", user, RestPaths.PresenceOf(user.User, RestPaths.Basic, contacts)), RestAnswers.ReadBasicList, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        FetchAsync(
            Request("GET", user, RestPaths.Subscribed(user.User, RestPaths.Basic, subscription)),
            RestAnswers.ReadBasicList,
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        FetchAsync(
            Request("GET", user, RestPaths.PresenceOf(user.User, RestPaths.Rich, contacts)), RestAnswers.ReadRichList, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        FetchAsync(
            Request("GET", user, RestPaths.Subscribed(user.User, RestPaths.Rich, subscription)),
            RestAnswers.ReadRichList,
            cancellationToken);

    /// <inheritdoc/>
    public Task SetPresenceAsync(
        EndUserSession user,
        PresenceState state,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        SetAsync(user, RestPaths.Basic, RestRequests.WriteBasicPresence(state), expiry, overriding, cancellationToken);

    /// <inheritdoc/>
    public Task SetRichPresenceAsync(
        EndUserSession user, PidfDocument document, TimeSpan expiry, bool overriding = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return SetAsync(user, RestPaths.Rich, PidfWriter.Write(document), expiry, overriding, cancellationToken);
    }

    /// <summary>
    /// Closes the connections, where they are its own. What is under way, and what is asked afterwards, ends with an
    /// <see cref="ObjectDisposedException"/>, also of clients that <see cref="At"/> made of this one.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        if (_isFirst)
        {
            _transport.Dispose();
        }

        _own?.Dispose();
    }

    private static WireRequest Request(string method, PwsSession session, string path, TimeSpan? expiry = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        var request = new WireRequest(method, session.Server, path).With(PwsHeaders.SessionKey, session.Key);
        return expiry is { } time
            ? request.With(PwsHeaders.Expiry, ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : request;
    }

    private static Exception Error(WireRequest request, WireAnswer answer) =>
        RestAnswers.TryReadError(answer.Body, out var error)
            ? new PwsException(error)
            : WireTransport.Stranger(request, answer);

    private async Task<WireAnswer> SucceedAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var answer = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw Error(request, answer);
    }

    private Task<WireAnswer> SetAsync(
        EndUserSession user, string type, byte[] body, TimeSpan expiry, bool overriding, CancellationToken cancellationToken)
    {
        var request = Request("PUT", user, RestPaths.Presence(user.User, type), expiry).With(
            PwsHeaders.Override,
            overriding ? "true" : "false");
        return SucceedAsync(request with { Body = body }, cancellationToken);
    }

    private async Task<(Uri Server, SessionAnswer Answer)> LogInAsync(
        Uri server, string user, string? key, byte[]? body, bool force, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (var hop = 0; ; hop++)
        {
            var request = force
                ? new WireRequest("PUT", server, RestPaths.Session(user))
                : new WireRequest("POST", server, RestPaths.Sessions(user));
            request = (key is null ? request : request.With(PwsHeaders.SessionKey, key)) with { Body = body };
            var answer = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var redirected = answer.Status == (int)HttpStatusCode.TemporaryRedirect;
            if (!answer.IsSuccess && !redirected)
            {
                throw Error(request, answer);
            }

            var session = redirected && answer.Body.IsEmpty ? null : Read(request, answer, RestAnswers.ReadSession);
            if (session?.SessionKey is not null && !redirected)
            {
                return (server, session);
            }

            server = hop < MaxRedirects && LoginRedirect.Next(server, answer.Location, session?.Redirect) is { } home
                ? LoginRedirect.Follow(home, user, byApplication: key is not null)
                : throw WireTransport.Senseless(request, answer, $"and a redirect that leads nowhere ('{answer.Location}')");
        }
    }

    private async Task<int> MakeAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var answer = await SucceedAsync(request, cancellationToken).ConfigureAwait(false);
        return RestPaths.IdAtEnd(answer.Location)
            ?? throw WireTransport.Senseless(request, answer, $"with the Location '{answer.Location}', which ends in no id");
    }

    private async Task<IReadOnlyList<T>> FetchAsync<T>(
        WireRequest request, Func<ReadOnlyMemory<byte>, IReadOnlyList<T>> read, CancellationToken cancellationToken)
    {
        var answer = await SucceedAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(request, answer, read);
    }

    // An answer that does not parse is a broken answer, not the service's error 102.
    private static T Read<T>(WireRequest request, WireAnswer answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(answer.Body);
        }
        catch (PwsException e)
        {
            throw WireTransport.Senseless(request, answer, $"with a body that cannot be read ({e.Message})", e);
        }
    }
}
