using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Asks the teams that are loaded every five seconds how they do, since a monitoring system that asks cannot wait for a team.
/// </summary>
internal sealed class TeamGaugeService(
    Database database, IGrainFactory grains, DispatchMetrics metrics, TimeProvider time, ILogger<TeamGaugeService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly DuePoller _poller = new("The poll for the teams' metrics", Period, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _poller.Hint();
        return _poller.RunAsync(PollAsync, stoppingToken);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        metrics.Keep(TeamRows.Names(database).ToHashSet());
        await _poller.ForEachAsync("team", metrics.Teams.Select(t => t.Value), AskAsync, cancellationToken);
    }

    private async Task AskAsync(string team)
    {
        if ((await grains.GetGrain<ITeamGrain>(team).GaugesAsync()).Gauges is { } gauges)
        {
            metrics.Show(new TeamName(team), gauges);
        }
    }
}
