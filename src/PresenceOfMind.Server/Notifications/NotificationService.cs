using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Server.Load;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// Carries notifications to endpoints: none while the server is busy, only to common ports, so many at once to one host
/// and in all. A delivery that fails is not repeated; the subscription stays latched until it is fetched (PWS).
/// </summary>
internal sealed partial class NotificationService(
    CallbackSender sender, LoadGate gate, PresenceServerOptions options, ILogger<NotificationService> logger) : INotifier, IDisposable
{
    private readonly ConcurrentDictionary<(string, int), bool> _waiting = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _hosts = new();
    private readonly ConcurrentDictionary<string, bool> _warned = new();
    private readonly SemaphoreSlim _all = new(options.Callbacks);

    public void Notify(Notification notification)
    {
        var url = new Uri(notification.Url);
        if (!options.CommonPorts.Contains(url.Port))
        {
            if (_warned.TryAdd(url.Authority, true))
            {
                Log.UncommonPort(logger, url.Authority, url.Port);
            }

            return;
        }

        if (_waiting.TryAdd((notification.Subscriber, notification.SubscriptionId), true))
        {
            _ = Task.Run(() => Deliver(notification, url.Authority));
        }
    }

    public void Dispose() => _all.Dispose();

    private async Task Deliver(Notification notification, string host)
    {
        var ofHost = _hosts.GetOrAdd(host, _ => new SemaphoreSlim(options.CallbacksPerHost));
        await gate.Opening;
        await ofHost.WaitAsync();
        try
        {
            await _all.WaitAsync();
            try
            {
                _waiting.TryRemove((notification.Subscriber, notification.SubscriptionId), out _);
                await sender.SendAsync(notification);
            }
            finally
            {
                _all.Release();
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Log.NotDelivered(logger, host, e.Message);
        }
        finally
        {
            ofHost.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The endpoint at {Host} will never hear anything: port {Port} is not among the common ports that callbacks reach")]
        public static partial void UncommonPort(ILogger logger, string host, int port);

        [LoggerMessage(2, LogLevel.Information, "A notification did not reach {Host} ({Reason}); the subscription stays latched until it is fetched")]
        public static partial void NotDelivered(ILogger logger, string host, string reason);
    }
}
