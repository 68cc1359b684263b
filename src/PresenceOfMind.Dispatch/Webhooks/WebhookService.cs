using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Webhooks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Engine.Polling;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>
/// Tells addresses what fell due for them. The log says what is to be told, and a cursor that is kept how far that is done: after
/// a crash all that lies after the cursor is told again, under the same id, and nothing is left out.
/// </summary>
internal sealed partial class WebhookService(
    Database database,
    TeamsService teams,
    WebhookNetworks networks,
    IOptions<DispatchOptions> options,
    TimeProvider time,
    ILogger<WebhookService> logger)
        : BackgroundService
{
    /// <summary>Requests under way at once to one address.</summary>
    private const int Width = 8;

    /// <summary>How many of a team may have begun and not ended; what follows waits in the log.</summary>
    private const int MostOpen = 10_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly WebhookQueues _lanes = new(Width);
    private readonly List<Task> _running = [];
    private readonly Dictionary<(TeamName Team, string Epoch), WebhookProgress> _teams = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sender = new WebhookSender(networks, options.Value.WebhookTimeout);
        await new DuePoller(
            "The poll for webhooks", DuePoller.Second, time, logger).RunAsync(stop => StepAsync(sender, stop), stoppingToken);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Moves the cursors to where everything has ended, and begins what the log has to tell beyond.</summary>
    private async Task StepAsync(WebhookSender sender, CancellationToken cancellationToken)
    {
        _running.RemoveAll(task => task.IsCompleted);
        var rows = WebhookRows.Teams(database).ToList();
        foreach (var gone in _teams.Keys.Except(rows.Select(r => (r.Team, r.Epoch))).ToList())
        {
            _teams.Remove(gone);
        }

        foreach (var (team, epoch, told) in rows)
        {
            if (!_teams.TryGetValue((team, epoch), out var progress))
            {
                _teams.Add((team, epoch), progress = new WebhookProgress(told));
            }

            if (progress.Told > told)
            {
                await database.WriteAsync(WebhookRows.Move(team, epoch, progress.Told));
            }

            Begin(sender, team, epoch, progress, cancellationToken);
        }
    }

    private void Begin(WebhookSender sender, TeamName team, string epoch, WebhookProgress progress, CancellationToken cancellationToken)
    {
        if (MostOpen - progress.Open is var room && room <= 0)
        {
            return;
        }

        foreach (var entry in WebhookRows.After(database, team, progress.Begun, room))
        {
            progress.Begin(entry.Position);
            _running.Add(DeliverAsync(entry));
        }

        async Task DeliverAsync(LogEntry entry)
        {
            var due = (WebhookDue)entry.Event;
            var since = time.GetTimestamp();
            await _lanes.RunAsync(
                due.Url, () => TellUntilEndedAsync(sender, team, epoch, entry, since, cancellationToken), cancellationToken);
            progress.End(entry.Position);
        }
    }

    /// <summary>Tells an address at least once, and again until it takes it, will not, or has not for too long.</summary>
    private async Task TellUntilEndedAsync(
        WebhookSender sender, TeamName team, string epoch, LogEntry entry, long since, CancellationToken cancellationToken)
    {
        var due = (WebhookDue)entry.Event;
        var id = string.Create(CultureInfo.InvariantCulture, $"{epoch}:{entry.Position}");
        var backoff = new Backoff(FirstPause, LongestPause);
        while (true)
        {
            var pause = backoff.Next();
            try
            {
                var body = new WebhookBody(id, team, entry.At, CauseWords.Of(due), await teams.FindTaskAsync(team, due.Id));
                if (await sender.SendAsync(due.Url, body, cancellationToken) is not { } failure)
                {
                    return;
                }

                if (!failure.MayRepeat || time.GetElapsedTime(since) + pause > options.Value.WebhookPatience)
                {
                    Log.GivenUp(logger, due.Url.Host, team, due.Id, failure.Reason);
                    return;
                }
            }
            catch (DispatchException)
            {
                // The team was removed meanwhile; nobody is to be told of its tasks.
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Warning, "{Host} was not told of task {Task} of team {Team}, and is not told any more: {Reason}.")]
        public static partial void GivenUp(ILogger logger, string host, TeamName team, TaskId task, string reason);

        [LoggerMessage(3302, LogLevel.Warning, "Addresses could not be told; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
