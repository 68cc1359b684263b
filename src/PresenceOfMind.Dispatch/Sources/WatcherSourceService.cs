using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>
/// Feeds one team with what a watcher tells. It opens itself at the team before it starts the watcher, so
/// that the first fetch confirms; a report that fails is made up for by reading the watcher anew.
/// </summary>
internal sealed partial class WatcherSourceService : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly IPresenceFeed _watched;
    private readonly IPresenceSink _sink;
    private readonly TeamName _team;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _epoch;
    private long _sequence;
    private volatile bool _hasConfirmed;

    /// <summary>Makes a source; <see cref="BackgroundService.StartAsync"/> starts it and the watcher.</summary>
    /// <param name="watched">The watcher. The caller keeps it.</param>
    /// <param name="sink">Where the team is.</param>
    /// <param name="team">The team.</param>
    /// <param name="time">The watcher's clock, which is the host's.</param>
    /// <param name="logger">Hears of reports that could not be made.</param>
    public WatcherSourceService(IPresenceFeed watched, IPresenceSink sink, TeamName team, TimeProvider time, ILogger logger)
    {
        _watched = watched;
        _sink = sink;
        _team = team;
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether the team has taken a fetch for true since the source began.</summary>
    public bool HasConfirmed => _hasConfirmed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var helpers = Task.WhenAll(AgainAsync(HearLoadsAsync, ending.Token), AgainAsync(FetchAsync, ending.Token));
        await AgainAsync(PumpAsync, ending.Token);
        await ending.CancelAsync();
        await helpers;
    }

    /// <summary>Passes on what the watcher tells, until it is disposed of or another source takes over.</summary>
    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        if (_epoch == 0)
        {
            _epoch = await _sink.OpenAsync(_team);
        }

        await _watched.StartAsync(cancellationToken);
        await foreach (var told in _watched.ReadEventsAsync(cancellationToken))
        {
            switch (told)
            {
                case Fetched fetched:
                    var outcome = await _sink.ReportAsync(_team, _epoch, ++_sequence, fetched.Began, fetched.States);
                    if (outcome == ReportOutcome.Dropped)
                    {
                        Log.Replaced(_logger, _team);
                        return;
                    }

                    _hasConfirmed |= outcome == ReportOutcome.Confirmed;
                    if (outcome != ReportOutcome.Confirmed)
                    {
                        _wishes.Writer.TryWrite(true);
                    }

                    break;
                case Client.Watching.SourceLost lost:
                    await _sink.LoseAsync(_team, _epoch, ++_sequence, lost.Reason, lost.At);
                    break;
            }
        }
    }

    private async Task HearLoadsAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _sink.WatchLoadsAsync(_team, cancellationToken))
        {
            _wishes.Writer.TryWrite(true);
        }
    }

    /// <summary>Has the watcher fetch when the team needs it, and not more often than once in a while.</summary>
    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _wishes.Reader.ReadAllAsync(cancellationToken))
        {
            _watched.RequestFetch();
            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    /// <summary>Does something until it ends; where it fails, it is retried with back-off.</summary>
    private async Task AgainAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(Pause, LongestPause) { Quiet = LongestPause };
        while (!cancellationToken.IsCancellationRequested)
        {
            backoff.Succeed(_time.GetUtcNow());
            try
            {
                await action(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Failed(_logger, _team, e);
            }

            var now = _time.GetUtcNow();
            backoff.Fail(now);
            await Task.Delay(backoff.NotBefore - now, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Warning, "The source of presence of team {Team} could not report; it tries again.")]
        public static partial void Failed(ILogger logger, TeamName team, Exception error);

        [LoggerMessage(3102, LogLevel.Warning, "Another source of presence reports for team {Team} now; this one ends.")]
        public static partial void Replaced(ILogger logger, TeamName team);
    }
}
