using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Subscriptions;
using PresenceOfMind.Server.Telemetry;

namespace PresenceOfMind.Server.Due;

/// <summary>
/// Asks the database every second for what is overdue and wakes whom it concerns, so that nothing depends on an
/// activation being alive. At the start it wakes all subscriptions, which notifies each once, paced.
/// </summary>
internal sealed class DueService(
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

    private readonly DuePoller _poller = new("The poll for what is due", DuePoller.Second, time, logger);
    private IReadOnlyList<string>? _asleep;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The engine may start after this does.
        await lifetime.WaitForStartAsync(stoppingToken);
        _poller.Hint();
        await _poller.RunAsync(PollAsync, stoppingToken);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        _asleep = await WakeAsync(_asleep ?? await subscriptions.SubscribersAsync(), cancellationToken);
        readiness.Called(_asleep.Count);
        var now = time.GetUtcNow();
        await EachAsync("person", await people.DueAsync(now, AtOnce), key => grains.Grain<IPersonGrain>(key).DueAsync());
        await EachAsync("endpoints", await endpoints.DueAsync(now, AtOnce), key => grains.Grain<IEndpointsGrain>(key).DueAsync());
        await EachAsync(
            "subscriptions", await subscriptions.DueAsync(now, AtOnce), key => grains.Grain<ISubscriptionsGrain>(key).DueAsync());
        await EachAsync("session", await sessions.DueAsync(now, AtOnce), key => grains.Grain<ISessionGrain>(key).DueAsync());

        Task EachAsync(string kind, IReadOnlyList<string> keys, Func<string, Task> handle) =>
            _poller.ForEachAsync(kind, keys, handle, cancellationToken);
    }

    /// <returns>Those who could not be woken.</returns>
    private async Task<IReadOnlyList<string>> WakeAsync(IReadOnlyList<string> asleep, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        foreach (var some in asleep.Chunk(WokenAtOnce))
        {
            failed.AddRange(
                await _poller.ForEachAsync("asleep", some, key => grains.Grain<ISubscriptionsGrain>(key).DueAsync(), cancellationToken));
        }

        return failed;
    }
}
