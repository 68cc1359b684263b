using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>
/// Tells addresses what fell due for them. The log says what is to be told, and a cursor that is kept how far that is done: after
/// a crash what was under way is told again, under the same id, and nothing is left out.
/// </summary>
internal sealed partial class WebhookService(
    Database database, TeamsService teams, IOptions<DispatchOptions> options, TimeProvider clock, ILogger<WebhookService> logger) : BackgroundService
{
    /// <summary>How many of a team are under way at once; the cursor moves when all of them are told or given up.</summary>
    private const int Batch = 50;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sender = new WebhookSender(options.Value.ForbiddenNetworks(), options.Value.WebhookTimeout);
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Begin(sender, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Begins with each team that has something to tell and is not being told of: one slow address holds up its own team alone.</summary>
    private void Begin(WebhookSender sender, CancellationToken cancel)
    {
        try
        {
            foreach (var (team, epoch) in WebhookRows.Teams(database))
            {
                if (!_running.TryGetValue(team, out var running) || running.IsCompleted)
                {
                    _running[team] = TellTeamAsync(sender, team, epoch, cancel);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private async Task TellTeamAsync(WebhookSender sender, string team, string epoch, CancellationToken cancel)
    {
        try
        {
            while (WebhookRows.Next(database, team, Batch) is { Count: > 0 } next)
            {
                await Task.WhenAll(next.Select(entry => TellAsync(sender, team, epoch, entry, cancel)));
                await database.WriteAsync(new WebhookRows.Move(team, next[^1].Position));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private async Task TellAsync(WebhookSender sender, string team, string epoch, LogEntry entry, CancellationToken cancel)
    {
        var due = (WebhookDue)entry.Event;
        var id = string.Create(CultureInfo.InvariantCulture, $"{epoch}:{entry.Position}");
        var until = clock.GetUtcNow() + options.Value.WebhookPatience;
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var body = new WebhookBody(id, team, entry.At, due.Because, await teams.FindTaskAsync(team, due.Id));
            if (await sender.SendAsync(due.Url, body, cancel) is not { } failure)
            {
                return;
            }

            if (!failure.MayRepeat || clock.GetUtcNow() + pause > until)
            {
                Log.GivenUp(logger, due.Url.Host, team, due.Id, failure.Reason);
                return;
            }

            await Task.Delay(pause, clock, cancel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3301, Level = LogLevel.Warning, Message = "{Host} was not told of task {Task} of team {Team}, and is not told any more: {Reason}.")]
        public static partial void GivenUp(ILogger logger, string host, string team, string task, string reason);

        [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "Addresses could not be told; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
