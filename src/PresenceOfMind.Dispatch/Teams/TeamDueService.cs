using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Asks every second which teams have something overdue, so that nothing depends on an activation being alive. When the process stood
/// still, or the wall clock stepped, all teams are asked: what their rows say is by the clock of before.
/// </summary>
internal sealed partial class TeamDueService(
    Database database, IGrainFactory grains, TimeProvider clock, WallClock wall, ClockWatch watch, ILogger<TeamDueService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _interruptions = watch.Interruptions;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await AskAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var interruptions = watch.Interruptions;
            foreach (var team in interruptions == _interruptions ? TeamRows.Due(database, wall.Now) : TeamRows.Names(database))
            {
                await grains.GetGrain<ITeamGrain>(team).LetTimePass();
            }

            _interruptions = interruptions;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "What has fallen due in the teams could not be carried out; it is tried again in a second.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
