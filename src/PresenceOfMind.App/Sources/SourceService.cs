using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Sources;

namespace PresenceOfMind.App.Sources;

/// <summary>The watcher that feeds the dispatcher with the presence of all teams' workers.</summary>
internal sealed class SourceService(NotificationHub hub, IPresenceSink sink, TimeProvider time, ILoggerFactory logs)
{
    private volatile TeamsSourceService? _source;
    private volatile bool _isOfProgramsOnly;

    /// <summary>Whether no Presence Web Service is watched, so that presence comes from programs only.</summary>
    public bool IsOfProgramsOnly => _isOfProgramsOnly;

    /// <summary>
    /// What is waited for before tasks find people, in one line; null where nothing is, also where the source was lost later.
    /// </summary>
    public string? Awaited => IsOfProgramsOnly ? null
        : _source is not { HasFollowed: true } source ? "The dispatcher is starting."
        : source.Unheard is [var team, ..] ? $"The presence of team {team}'s workers has not been fetched yet."
        : null;

    /// <summary>Begins to watch.</summary>
    /// <param name="options">What is watched, and as whom; the workers of the teams are added. Null for no Presence Web Service.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What ends it.</returns>
    public async Task<IAsyncDisposable> StartAsync(PresenceWatcherOptions? options, CancellationToken cancellationToken)
    {
        if (options is null)
        {
            _isOfProgramsOnly = true;
            return new Nothing();
        }

        var watcher = new PresenceWatcher(options, hub, time: time, logger: logs.CreateLogger<PresenceWatcher>());
        var source = new TeamsSourceService(watcher, sink, time, logs.CreateLogger<TeamsSourceService>());
        await source.StartAsync(cancellationToken);
        _source = source;
        return new Running(watcher, source);
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Ends the source before the watcher that it reads.</summary>
    private sealed class Running(PresenceWatcher watcher, TeamsSourceService source) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await source.StopAsync(CancellationToken.None);
            source.Dispose();
            await watcher.DisposeAsync();
        }
    }
}
