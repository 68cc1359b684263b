using System.Net.Http.Headers;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>
/// Posts to addresses that teams name. It uses no proxy, follows no redirect, and connects only to networks that webhooks may reach.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;

    public WebhookSender(WebhookNetworks networks, TimeSpan timeout)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = networks.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = timeout,
        };
    }

    /// <summary>Tells an address.</summary>
    /// <returns>Null where it took it; otherwise why not, and whether to try again.</returns>
    public async Task<WebhookFailure?> SendAsync(Uri url, WebhookBody body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(DispatchJson.Write(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Idempotency-Key", body.Id);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)answer.StatusCode;
            return status is >= 200 and < 300 ? null : new WebhookFailure($"it answered {status}", status is 408 or 429 or >= 500);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException forbidden)
        {
            return new WebhookFailure(forbidden.Message, MayRepeat: false);
        }
        catch (HttpRequestException e)
        {
            return new WebhookFailure(e.Message, MayRepeat: true);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookFailure($"it did not answer within {_http.Timeout.TotalSeconds:0} s", MayRepeat: true);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>Why an address did not take what it was told.</summary>
/// <param name="Reason">In words.</param>
/// <param name="MayRepeat">Whether another attempt may help.</param>
internal sealed record WebhookFailure(string Reason, bool MayRepeat);
