using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Time;

/// <summary>
/// Starts the watch, and keeps the steady clock: at the start, every minute, at once when the wall clock stepped, and at the end.
/// What cannot be kept is kept the next time; the database tells of its failures itself.
/// </summary>
internal sealed class ClockService(SteadyClock clock, ClockWatch watch, Database database, ILogger<ClockService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private IDisposable? _subscription;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A step is handed to the database before whoever looks at the clocks goes on. So what is acknowledged after it is kept after it.
        _subscription = watch.Subscribe(_ => KeepAsync().Ignore());
        watch.Start();
        await KeepAsync();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _subscription?.Dispose();
        await KeepAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DuePoller("Keeping the clock", Every, clock, logger).RunAsync(_ => KeepAsync(), stoppingToken);

    private async Task KeepAsync()
    {
        try
        {
            await database.WriteAsync(ClockRows.Keep(clock.Read()));
        }
        catch (StorageException)
        {
            // A later one will do.
        }
    }
}
