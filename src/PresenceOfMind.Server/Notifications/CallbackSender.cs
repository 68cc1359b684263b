using PresenceOfMind.Engine.Network;
using PresenceOfMind.Server.Endpoints;

namespace PresenceOfMind.Server.Notifications;

/// <summary>Makes one callback: a GET without proxy, redirect or credentials, to no forbidden address.</summary>
internal sealed class CallbackSender : IDisposable
{
    private readonly HttpClient _http;

    public CallbackSender(PresenceServerOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = options.CallbackTimeout,
            ConnectCallback = new ForbiddenNetworks(options.ForbiddenNetworks).ConnectAsync,
        };
        _http = new HttpClient(handler) { Timeout = options.CallbackTimeout };
    }

    /// <summary>Calls back.</summary>
    /// <exception cref="HttpRequestException">Nobody answered, or not well; forbidden where <see cref="ForbiddenAddressException"/> is inside.</exception>
    /// <exception cref="OperationCanceledException">Nobody answered in time.</exception>
    public async Task SendAsync(Notification notification)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, CallbackUrl.For(notification.Url, notification.SubscriptionId));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
