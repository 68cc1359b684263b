using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PresenceOfMind.Dispatch.Json;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>Posts to addresses that teams name. It uses no proxy, follows no redirect, and connects to no network that is forbidden.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly IReadOnlyList<IPNetwork> _forbidden;
    private readonly HttpClient _http;

    public WebhookSender(IReadOnlyList<IPNetwork> forbidden, TimeSpan timeout)
    {
        _forbidden = forbidden;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = timeout,
        };
    }

    /// <summary>Tells an address.</summary>
    /// <returns>Null where it took it; otherwise why not, and whether to try again.</returns>
    public async Task<WebhookFailure?> SendAsync(Uri url, WebhookBody body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(DispatchJson.Write(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Idempotency-Key", body.Id);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var status = (int)answer.StatusCode;
            return status is >= 200 and < 300 ? null : new WebhookFailure($"it answered {status}", status is 408 or 429 or >= 500);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenNetworkException forbidden)
        {
            return new WebhookFailure(forbidden.Message, MayRepeat: false);
        }
        catch (HttpRequestException e)
        {
            return new WebhookFailure(e.Message, MayRepeat: true);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new WebhookFailure($"it did not answer within {_http.Timeout.TotalSeconds:0} s", MayRepeat: true);
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var allowed = Array.FindAll(addresses, a => !_forbidden.Any(n => n.Contains(a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a)));
        if (allowed.Length == 0)
        {
            throw new ForbiddenNetworkException($"{context.DnsEndPoint.Host} is in a network that is forbidden here");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Why an address did not take what it was told.</summary>
/// <param name="Reason">In words.</param>
/// <param name="MayRepeat">Whether another attempt may help.</param>
internal sealed record WebhookFailure(string Reason, bool MayRepeat);

/// <summary>An address is in a network that an operator forbids.</summary>
internal sealed class ForbiddenNetworkException(string message) : IOException(message);
