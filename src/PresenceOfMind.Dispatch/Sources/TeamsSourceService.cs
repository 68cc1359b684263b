using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>
/// Feeds all teams with what one <see cref="PresenceWatcher"/> tells. Its contacts are the workers of all teams: they are added
/// and removed as workers come and go, and teams too.
/// </summary>
public sealed partial class TeamsSourceService : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<TeamName, (TeamFeed Part, WatcherSourceService Source)> _teams = [];
    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    private readonly IContactFeed _watcher;
    private readonly IPresenceSink _sink;
    private readonly TimeProvider _time;
    private readonly ILogger<TeamsSourceService> _logger;
    private volatile (TeamName Team, TeamFeed Part, WatcherSourceService Source)[]? _followed;

    /// <summary>Makes a source; <see cref="BackgroundService.StartAsync"/> starts it and the watcher.</summary>
    /// <param name="watcher">A watcher without contacts. The caller keeps it.</param>
    /// <param name="sink">Where the teams are.</param>
    /// <param name="time">The time between attempts.</param>
    /// <param name="logger">Hears of reports that could not be made.</param>
    public TeamsSourceService(PresenceWatcher watcher, IPresenceSink sink, TimeProvider time, ILogger<TeamsSourceService> logger)
        : this(new WatcherFeed(watcher), sink, time, logger)
    {
    }

    internal TeamsSourceService(IContactFeed watcher, IPresenceSink sink, TimeProvider time, ILogger<TeamsSourceService> logger)
    {
        _watcher = watcher;
        _sink = sink;
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether it has looked through the teams once.</summary>
    public bool HasFollowed => _followed is not null;

    /// <summary>
    /// The teams with workers of whose presence no fetch has told yet since they came, in order; none where tasks find people in all
    /// of them. What is lost later is not asked for here.
    /// </summary>
    public IReadOnlyList<TeamName> Unheard =>
        [.. (_followed ?? []).Where(f => f.Part.Contacts.Count > 0 && !f.Source.HasConfirmed).Select(f => f.Team).OrderBy(
            t => t.Value, StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(Pause, LongestPause) { Quiet = LongestPause };
        while (!stoppingToken.IsCancellationRequested)
        {
            backoff.Succeed(_time.GetUtcNow());
            try
            {
                await foreach (var teams in _sink.WatchWorkersAsync(stoppingToken))
                {
                    await FollowAsync(teams, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                Log.Failed(_logger, e);
            }

            var now = _time.GetUtcNow();
            backoff.Fail(now);
            await Task.Delay(backoff.NotBefore - now, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_teams.Keys.ToList().Select(EndAsync));
    }

    private async Task FollowAsync(IReadOnlyDictionary<TeamName, IReadOnlySet<Contact>> teams, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_teams.Keys.Where(t => !teams.ContainsKey(t)).ToList().Select(EndAsync));
        var hasNew = false;
        foreach (var (team, workers) in teams)
        {
            // The watcher is of the client library, which knows contacts as texts.
            var contacts = workers.Select(w => w.Value).ToHashSet(StringComparer.Ordinal);
            if (_teams.TryGetValue(team, out var known))
            {
                hasNew |= !contacts.IsSubsetOf(known.Part.Contacts);
                known.Part.Contacts = contacts;
                continue;
            }

            var part = new TeamFeed(_watcher) { Contacts = contacts };
            var source = new WatcherSourceService(part, _sink, team, _time, _logger);
            _teams.Add(team, (part, source));
            await source.StartAsync(cancellationToken);
        }

        _followed = [.. _teams.Select(t => (t.Key, t.Value.Part, t.Value.Source))];
        var wanted = teams.Values.SelectMany(c => c).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        _watcher.Remove([.. _watched.Except(wanted)]);
        _watcher.Add([.. wanted.Except(_watched)]);
        _watched.Clear();
        _watched.UnionWith(wanted);

        // Who was watched for another team already is told of by the next fetch only.
        if (hasNew)
        {
            _watcher.RequestFetch();
        }
    }

    private async Task EndAsync(TeamName team)
    {
        if (_teams.Remove(team, out var ended))
        {
            await ended.Source.StopAsync(CancellationToken.None);
            ended.Source.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3103, LogLevel.Warning, "The source of presence could not follow who works in which team; it tries again.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
