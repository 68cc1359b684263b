using System.Globalization;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Client.Soap;

/// <summary>
/// The operations of a Presence Web Service by SOAP. Its sessions and those of <see cref="PwsClient"/> can be used by either.
/// Safe for use by many threads at once. Source: PWS.
/// </summary>
public sealed class SoapPwsClient : IPwsClient, IDisposable
{
    private const int MaxRedirects = 3;
    private const int New = 0;

    private readonly HttpClient? _own;
    private readonly bool _isFirst;
    private readonly WireTransport _transport;
    private readonly Uri _server;
    private bool _disposed;
    private readonly SoapVersion _version;

    /// <summary>A client by SOAP 1.1 with connections of its own: no proxy, no cookies, no redirects but that of a login.</summary>
    /// <param name="options">Which service, and within what bounds.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public SoapPwsClient(PwsClientOptions options)
        : this(options, SoapVersion.Soap11)
    {
    }

    /// <summary>A client with connections of its own: no proxy, no cookies, no redirects but that of a login.</summary>
    /// <param name="options">Which service, and within what bounds.</param>
    /// <param name="version">The version of SOAP.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public SoapPwsClient(PwsClientOptions options, SoapVersion version)
        : this(null, options, version)
    {
    }

    /// <summary>A client on top of an <see cref="HttpClient"/> of the caller's, who keeps it and disposes of it.</summary>
    /// <param name="http">Sends the requests. It should follow no redirects and keep no cookies; null makes one.</param>
    /// <param name="options">Which service, and within what bounds.</param>
    /// <param name="version">The version of SOAP.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public SoapPwsClient(HttpClient? http, PwsClientOptions options, SoapVersion version)
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
        _version = version;
    }

    private SoapPwsClient(WireTransport transport, Uri server, SoapVersion version)
    {
        _transport = transport;
        _server = RestPaths.BaseOf(server);
        _version = version;
    }

    /// <inheritdoc/>
    public IPwsClient At(Uri server)
    {
        ObjectDisposedException.ThrowIf(_disposed || _transport.IsEnded, this);
        ArgumentNullException.ThrowIfNull(server);
        return new SoapPwsClient(_transport, server, _version);
    }

    /// <inheritdoc/>
    public async Task<AppSession> LogInAsync(
        string user, string password, bool force = false, CancellationToken cancellationToken = default)
    {
        var (server, answer) = await LogInAsync(
            _server, new SoapLogin(force, user, password, null), cancellationToken).ConfigureAwait(false);
        return new AppSession { Server = server, User = user, Key = answer.SessionKey!, BackupServer = answer.BackupServer };
    }

    /// <inheritdoc/>
    public async Task<EndUserSession> LogInEndUserAsync(
        AppSession app, string user, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var (server, answer) = await LogInAsync(
            app.Server, new SoapLogin(force, user, null, app.Key), cancellationToken).ConfigureAwait(false);
        return new EndUserSession { Server = server, User = user, Key = answer.SessionKey!, BackupServer = answer.BackupServer };
    }

    /// <inheritdoc/>
    public Task LogOutAsync(PwsSession session, CancellationToken cancellationToken = default) =>
        DoAsync(session, new SoapLogout(), PwsErrorCode.LogoutFailed, cancellationToken);

    /// <inheritdoc/>
    public Task<int> RegisterEndpointAsync(AppSession app, Uri callback, TimeSpan expiry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return AskAsync(
            app, new SoapRegisterEndPoint(callback.AbsoluteUri, New, Seconds(expiry)), SoapAnswers.ReadEndpointId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RefreshEndpointAsync(AppSession app, int endpoint, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        AskAsync(
            app,
            new SoapRegisterEndPoint(null, Existing(endpoint, PwsErrorCode.EndpointUnknown), Seconds(expiry)),
            SoapAnswers.ReadEndpointId,
            cancellationToken);

    /// <inheritdoc/>
    public Task UnregisterEndpointAsync(AppSession app, int endpoint, CancellationToken cancellationToken = default) =>
        DoAsync(app, new SoapUnregisterEndPoint(endpoint), PwsErrorCode.UnregisterFailed, cancellationToken);

    /// <inheritdoc/>
    public Task<int> SubscribeAsync(
        EndUserSession user,
        int endpoint,
        IReadOnlyCollection<string> contacts,
        TimeSpan expiry,
        CancellationToken cancellationToken = default) =>
        SubscribeAsync(user, contacts, expiry, endpoint, New, cancellationToken);

    /// <inheritdoc/>
    public Task RefreshSubscriptionAsync(
        EndUserSession user, int subscription, TimeSpan expiry, CancellationToken cancellationToken = default) =>
        SubscribeAsync(user, null, expiry, null, Existing(subscription, PwsErrorCode.SubscriptionUnknown), cancellationToken);

    /// <inheritdoc/>
    public Task AddContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        SubscribeAsync(user, contacts, null, null, Existing(subscription, PwsErrorCode.SubscriptionUnknown), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveContactsAsync(
        EndUserSession user, int subscription, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        DoAsync(user, new SoapUnsubscribe(subscription, [.. contacts], All: false), PwsErrorCode.UnsubscribeFailed, cancellationToken);

    /// <inheritdoc/>
    public Task UnsubscribeAsync(EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        DoAsync(user, new SoapUnsubscribe(subscription, null, All: true), PwsErrorCode.UnsubscribeFailed, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        FetchAsync(
            user, new SoapGetPolledPresence([.. contacts], SoapPresenceType.Basic), SoapAnswers.ReadBasicPresence, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactPresence>> GetSubscribedPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        FetchAsync(
            user, new SoapGetSubscribedPresence(subscription, SoapPresenceType.Basic), SoapAnswers.ReadBasicPresence, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PidfDocument>> GetRichPresenceAsync(
        EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken = default) =>
        FetchAsync(user, new SoapGetPolledPresence([.. contacts], SoapPresenceType.Rich), SoapAnswers.ReadRichPresence, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PidfDocument>> GetSubscribedRichPresenceAsync(
        EndUserSession user, int subscription, CancellationToken cancellationToken = default) =>
        FetchAsync(
            user, new SoapGetSubscribedPresence(subscription, SoapPresenceType.Rich), SoapAnswers.ReadRichPresence, cancellationToken);

    /// <inheritdoc/>
    public Task SetPresenceAsync(
        EndUserSession user,
        PresenceState state,
        TimeSpan expiry,
        bool overriding = false,
        CancellationToken cancellationToken = default) =>
        DoAsync(user, new SoapSetPresence(state, null, overriding, Seconds(expiry)), PwsErrorCode.SetPresenceFailed, cancellationToken);

    /// <inheritdoc/>
    public Task SetRichPresenceAsync(
        EndUserSession user, PidfDocument document, TimeSpan expiry, bool overriding = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return DoAsync(
            user, new SoapSetPresence(null, document, overriding, Seconds(expiry)), PwsErrorCode.SetPresenceFailed, cancellationToken);
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

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // Over SOAP a 0 would make a new one.
    private static int Existing(int id, PwsErrorCode otherwise) => id != New ? id : throw new PwsException(otherwise);

    private Task<int> SubscribeAsync(
        EndUserSession user,
        IReadOnlyCollection<string>? contacts,
        TimeSpan? expiry,
        int? endpoint,
        int subscription,
        CancellationToken cancellationToken)
    {
        var lives = expiry is { } time ? Seconds(time) : null;
        var request = new SoapSubscribe(
            contacts is null ? null : [.. contacts],
            RestRequests.PresenceNotification,
            lives,
            endpoint,
            subscription);
        return AskAsync(user, request, SoapAnswers.ReadSubscriptionId, cancellationToken);
    }

    private async Task<(Uri Server, SessionAnswer Answer)> LogInAsync(Uri server, SoapLogin login, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var (request, answer) = await SendAsync(server, null, login, cancellationToken).ConfigureAwait(false);
            var session = Read(request, answer, SoapAnswers.ReadLogin);
            if (session.SessionKey is not null)
            {
                return (server, session);
            }

            server = hop < MaxRedirects && LoginRedirect.Next(server, null, session.Redirect) is { } home
                ? LoginRedirect.Follow(home, login.Username!, byApplication: login.Password is null)
                : throw WireTransport.Senseless(
                    request,
                    answer,
                    $"and a redirect that leads nowhere ('{session.Redirect?.PrimaryServer}')");
        }
    }

    private async Task DoAsync(PwsSession session, SoapRequest request, PwsErrorCode failure, CancellationToken cancellationToken)
    {
        if (!await AskAsync(session, request, body => SoapAnswers.ReadStatus(body, request.Operation), cancellationToken).ConfigureAwait(
            false))
        {
            throw new PwsException(failure);
        }
    }

    private Task<T> FetchAsync<T>(
        EndUserSession user, SoapRequest request, Func<ReadOnlyMemory<byte>, SoapOperation, T> read, CancellationToken cancellationToken) =>
        AskAsync(user, request, body => read(body, request.Operation), cancellationToken);

    private async Task<T> AskAsync<T>(
        PwsSession session, SoapRequest request, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (sent, answer) = await SendAsync(session.Server, session.Key, request, cancellationToken).ConfigureAwait(false);
        return Read(sent, answer, read);
    }

    private async Task<(WireRequest Request, WireAnswer Answer)> SendAsync(
        Uri server, string? key, SoapRequest asked, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var request = SoapMessage.CreateRequest(server, _version, key, asked);
        return (request, await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    // Faults come with any status (PWS: 200 or 503). What is neither a fault nor the answer is no such service.
    private static T Read<T>(WireRequest request, WireAnswer answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(answer.Body);
        }
        catch (PwsException) when (SoapAnswers.IsFault(answer.Body))
        {
            throw;
        }
        catch (PwsException e)
        {
            throw answer.IsSuccess
                ? WireTransport.Senseless(request, answer, $"with a body that cannot be read ({e.Message})", e)
                : WireTransport.Stranger(request, answer);
        }
    }
}
