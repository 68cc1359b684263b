using System.Net;
using System.Net.Sockets;
using PresenceOfMind.Server.Endpoints;

namespace PresenceOfMind.Server.Notifications;

/// <summary>Makes one callback: a GET without proxy, redirect or credentials, to no forbidden address.</summary>
internal sealed class CallbackSender : IDisposable
{
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
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = options.CallbackTimeout,
            ConnectCallback = ConnectAsync,
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

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(a => !_forbidden.Contains(a)).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException(context.DnsEndPoint.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
