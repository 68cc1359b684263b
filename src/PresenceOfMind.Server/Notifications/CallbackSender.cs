using PresenceOfMind.Engine.Network;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// Makes one callback: a GET without proxy, redirect or credentials, to no forbidden address. Each has a connection of its own
/// and no second one, since the handler repeats a request whose connection ended without an answer: one notification is one GET.
/// </summary>
internal sealed class CallbackSender : IDisposable
{
    private const string Connected = "connected";

    private readonly ForbiddenNetworks _forbidden;
    private readonly HttpClient _http;

    public CallbackSender(PresenceServerOptions options)
    {
        _forbidden = new ForbiddenNetworks(options.ForbiddenNetworks);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectTimeout = options.CallbackTimeout,
            ConnectCallback = ConnectAsync,
        };
        _http = new HttpClient(handler) { Timeout = options.CallbackTimeout };
    }

    /// <summary>Calls back.</summary>
    /// <exception cref="HttpRequestException">No answer, or a wrong one; forbidden where <see cref="ForbiddenAddressException"/> is
    /// inside.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    public async Task SendAsync(Notification notification)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, CallbackUrl.For(notification.Url, notification.SubscriptionId));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ((IDictionary<string, object?>)context.InitialRequestMessage.Options).TryAdd(Connected, null)
            ? _forbidden.ConnectAsync(context, cancellationToken)
            : throw new IOException("the listener closed the connection without an answer");
}
