using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>What a source needs of a watcher.</summary>
internal interface IWatched
{
    Task StartAsync(CancellationToken cancel);

    IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancel);

    /// <summary>Asks for a fetch that begins from now on; returns at once.</summary>
    void RequestFetch();
}

/// <summary>A real watcher.</summary>
internal sealed class Watched(PresenceWatcher watcher) : IWatched
{
    public Task StartAsync(CancellationToken cancel) => watcher.StartAsync(cancel);

    public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancel) => watcher.ReadEventsAsync(cancel);

    public void RequestFetch() => watcher.RequestFetch();
}
