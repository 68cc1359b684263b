using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Subscriptions;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.Server.Storage;

/// <summary>
/// Asks the database every second for what is overdue and wakes whom it concerns, so that nothing depends on an
/// activation being alive. At the start it wakes all subscriptions, which notifies each once, paced.
/// </summary>
internal sealed partial class DueService(
    IGrainFactory grains,
    PersonRows people,
    SessionRows sessions,
    EndpointRows endpoints,
    SubscriptionRows subscriptions,
    IHostApplicationLifetime lifetime,
    Readiness readiness,
    TimeProvider time,
    ILogger<DueService> logger) : BackgroundService
{
    private const int AtOnce = 500;
    private const int WokenAtOnce = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The engine may start after this does.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        IReadOnlyList<string>? asleep = null;
        do
        {
            try
            {
                asleep = await WakeAsync(asleep ?? await subscriptions.SubscribersAsync(), stoppingToken);
                readiness.Called(asleep.Count);
                await PollAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>Those who could not be woken.</returns>
    private async Task<IReadOnlyList<string>> WakeAsync(IReadOnlyList<string> asleep, CancellationToken stopping)
    {
        var failed = new List<string>();
        foreach (var some in asleep.Chunk(WokenAtOnce))
        {
            failed.AddRange(await Each(some, s => grains.Grain<ISubscriptionsGrain>(s).Due(), stopping));
        }

        return failed;
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        await Each(await people.DueAsync(now, AtOnce), key => grains.Grain<IPersonGrain>(key).Due(), stopping);
        await Each(await endpoints.DueAsync(now, AtOnce), key => grains.Grain<IEndpointsGrain>(key).Due(), stopping);
        await Each(await subscriptions.DueAsync(now, AtOnce), key => grains.Grain<ISubscriptionsGrain>(key).Due(), stopping);
        await Each(await sessions.DueAsync(now, AtOnce), key => grains.Grain<ISessionGrain>(key).Due(), stopping);
    }

    /// <summary>One that fails is asked again a second later, and keeps no other from its turn.</summary>
    /// <returns>Those that failed.</returns>
    private async Task<IReadOnlyList<string>> Each(IReadOnlyList<string> keys, Func<string, Task> due, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var failed = new ConcurrentBag<string>();
        await Task.WhenAll(keys.Select(async key =>
        {
            try
            {
                await due(key);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
                failed.Add(key);
            }
        }));
        return [.. failed];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What is overdue could not be handled; it is tried again in a second")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
