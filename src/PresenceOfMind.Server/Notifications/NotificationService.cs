using System.Net;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Retries;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// Carries notifications to endpoints: none while the server is busy, only to common ports, so many at once to one host
/// and in all. A delivery that fails is not repeated, unless that is switched on; the subscription stays latched until it
/// is fetched (PWS).
/// </summary>
internal sealed partial class NotificationService(
    CallbackSender sender,
    LoadGate gate,
    Diagnosis diagnosis,
    PresenceMetrics metrics,
    PresenceServerOptions options,
    TimeProvider time,
    ILogger<NotificationService> logger)
    : INotifier, IDisposable
{
    private readonly Dictionary<(string, int, string), Waiting> _waiting = [];
    private readonly HostQueues _hosts = new(options.CallbacksPerHost);
    private readonly CallbackSlots _slots = new(options.Callbacks);
    private readonly CancellationTokenSource _stopping = new();

    public void Notify(Notification notification)
    {
        var endpoint = new Uri(notification.Url);
        if (CommonPorts.FindFault(endpoint, options.CommonPorts) is { } reason)
        {
            metrics.Unreachable();
            if (diagnosis.Found(endpoint, reason))
            {
                Log.NeverHears(logger, endpoint.Authority, reason);
            }
        }
        else if (Queue(notification) is { } waiting)
        {
            _ = Task.Run(() => DeliverAsync(waiting, endpoint));
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private static (string, int, string) Key(Notification n) => (n.Subscriber, n.SubscriptionId, n.Url);

    // One that waits is of no use once there is a newer: it was fetched, or its subscription has ended.
    private Waiting? Queue(Notification notification)
    {
        lock (_waiting)
        {
            if (_waiting.TryGetValue(Key(notification), out var waiting))
            {
                waiting.Newest = notification;
                return null;
            }

            return _waiting[Key(notification)] = new Waiting(notification);
        }
    }

    private Notification Dequeue(Waiting waiting)
    {
        lock (_waiting)
        {
            var key = Key(waiting.Newest);
            if (_waiting.TryGetValue(key, out var held) && held == waiting)
            {
                _waiting.Remove(key);
            }

            return waiting.Newest;
        }
    }

    private async Task DeliverAsync(Waiting waiting, Uri endpoint)
    {
        var stopping = _stopping.Token;
        var backoff = new Backoff(options.Redeliver.First, options.Redeliver.Most);
        try
        {
            while (!await TryAsync(waiting, endpoint) && options.Redeliver.IsFor(endpoint))
            {
                await Task.Delay(backoff.Next(), time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends; the next start notifies every subscription.
        }
        catch (Exception e)
        {
            Log.Broken(logger, endpoint.Authority, e);
        }
        finally
        {
            Dequeue(waiting);
        }
    }

    /// <returns>Whether there is nothing left to do.</returns>
    private async Task<bool> TryAsync(Waiting waiting, Uri endpoint)
    {
        var lane = _hosts.Rent(endpoint.Authority);
        try
        {
            return await TryAsync(waiting, endpoint, lane);
        }
        finally
        {
            _hosts.Return(lane);
        }
    }

    private async Task<bool> TryAsync(Waiting waiting, Uri endpoint, HostQueue lane)
    {
        var held = false;
        while (true)
        {
            if (!held && !gate.IsOpen)
            {
                held = true;
                metrics.Held();
            }

            await gate.Opening.WaitAsync(_stopping.Token);
            var state = await lane.EnterAsync();
            await _slots.EnterAsync(state);
            try
            {
                if (!gate.IsOpen)
                {
                    continue;
                }

                var notification = Dequeue(waiting);
                return notification.Announcement is { Ended: true } or { Fetched: true } || await SendAsync(notification, endpoint, lane);
            }
            finally
            {
                _slots.Leave(state);
                lane.Leave(state);
            }
        }
    }

    private async Task<bool> SendAsync(Notification notification, Uri endpoint, HostQueue lane)
    {
        try
        {
            await sender.SendAsync(notification);

            // Known before the lane lets the next callback through: whoever gets that finds no complaint of those before.
            diagnosis.Heard(endpoint);
            metrics.Sent(time.GetUtcNow() - notification.ChangedAt);
            lane.Answered(well: true);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            var forbidden = e.InnerException as ForbiddenAddressException;
            var why = forbidden?.Message ?? e switch
            {
                OperationCanceledException => $"no answer within {options.CallbackTimeout.TotalSeconds:0.#} s",
                HttpRequestException { StatusCode: { } status and >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } =>
                    $"it answered {(int)status}, and redirects are not followed",
                HttpRequestException { StatusCode: { } status } => $"it answered {(int)status}",
                _ => e.Message.TrimEnd('.'),
            };
            lane.Answered(e is HttpRequestException { StatusCode: not null });
            metrics.Failed();
            if (diagnosis.Found(endpoint, $"The last callback failed: {why}."))
            {
                Log.NotDelivered(logger, endpoint.Authority, why);
            }

            return forbidden is not null;
        }
    }

    /// <summary>A turn that a subscription waits for.</summary>
    private sealed class Waiting(Notification newest)
    {
        public Notification Newest { get; set; } = newest;
    }

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "The endpoint at {Host} will never hear anything. {Reason}")]
        public static partial void NeverHears(ILogger logger, string host, string reason);

        [LoggerMessage(
            2302,
            LogLevel.Information,
            "A notification did not reach {Host} ({Reason}); the subscription stays latched until it is fetched")]
        public static partial void NotDelivered(ILogger logger, string host, string reason);

        [LoggerMessage(2303, LogLevel.Error, "A notification to {Host} could not be carried")]
        public static partial void Broken(ILogger logger, string host, Exception error);
    }
}
