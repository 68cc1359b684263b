using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>stub</summary>
public sealed class PresenceWatcher : IAsyncDisposable
{
    private readonly PresenceWatcherOptions _options;

    /// <summary>stub</summary>
    public PresenceWatcher(PresenceWatcherOptions options, NotificationHub hub, IPwsClient? client = null, TimeProvider? time = null, ILogger<PresenceWatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>stub</summary>
    public IReadOnlyDictionary<string, PresenceState> Snapshot => throw new NotSupportedException();

    /// <summary>stub</summary>
    public WatcherHealth Health => throw new NotSupportedException();

    /// <summary>stub</summary>
    public Task StartAsync(CancellationToken ct = default) => Task.FromResult(_options);

    /// <summary>stub</summary>
    public async IAsyncEnumerable<WatcherEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await StartAsync(ct);
        yield break;
    }

    /// <summary>stub</summary>
    public async IAsyncEnumerable<PresenceChange> ReadChangesAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await StartAsync(ct);
        yield break;
    }

    /// <summary>stub</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
