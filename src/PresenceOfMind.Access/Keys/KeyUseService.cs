using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;

namespace PresenceOfMind.Access.Keys;

/// <summary>Keeps when keys were last used: every minute, and at the end.</summary>
/// <param name="keys">The keys.</param>
/// <param name="time">The host's clock.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class KeyUseService(ApiKeys keys, TimeProvider time, ILogger<KeyUseService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await keys.KeepUsesAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DuePoller("Keeping the last use of keys", Every, time, logger).RunAsync(_ => keys.KeepUsesAsync(), stoppingToken);
}
