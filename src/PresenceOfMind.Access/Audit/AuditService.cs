using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;

namespace PresenceOfMind.Access.Audit;

/// <summary>Keeps what was counted, every minute and at the end, and removes what is too old.</summary>
/// <param name="trail">The audit.</param>
/// <param name="time">The host's clock.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class AuditService(AuditTrail trail, TimeProvider time, ILogger<AuditService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await trail.KeepAsync(isEnd: true);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DuePoller("Keeping the audit", Every, time, logger).RunAsync(_ => trail.KeepAsync(isEnd: false), stoppingToken);
}
