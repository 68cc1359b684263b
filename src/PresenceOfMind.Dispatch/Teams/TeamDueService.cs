using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Asks every second which teams have something overdue, so that nothing depends on an activation being alive. When the process stood
/// still, or the wall clock stepped, all teams are asked: what their rows say is by the clock of before.
/// </summary>
internal sealed class TeamDueService(
    Database database, IGrainFactory grains, TimeProvider time, WallClock wall, ClockWatch watch, ILogger<TeamDueService> logger)
    : BackgroundService
{
    private readonly DuePoller _poller = new("The poll for what is due in the teams", DuePoller.Second, time, logger) { Watch = watch };
    private IReadOnlyList<TeamName> _failed = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _poller.RunAsync(PollAsync, stoppingToken);

    private async Task PollAsync(CancellationToken cancellationToken) =>
        _failed = [.. (await _poller.ForEachAsync(
            "team", Due().Select(t => t.Value), team => grains.GetGrain<ITeamGrain>(team).LetTimePassAsync(), cancellationToken))
            .Select(t => new TeamName(t))];

    // A team that failed after an interruption is asked again, whatever its row says.
    private IReadOnlyList<TeamName> Due()
    {
        if (_poller.IsInterrupted)
        {
            return [.. TeamRows.Names(database)];
        }

        var due = TeamRows.Due(database, wall.Now);
        return _failed.Count == 0 ? [.. due] : [.. due.Union(_failed.Intersect(TeamRows.Names(database)))];
    }
}
