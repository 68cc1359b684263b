using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>What a source needs of a watcher.</summary>
internal interface IPresenceFeed
{
    Task StartAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a fetch that begins from now on; returns at once.</summary>
    void RequestFetch();
}

/// <summary>A watcher whose contacts come and go.</summary>
internal interface IContactFeed : IPresenceFeed
{
    /// <summary>Watches more contacts; returns at once.</summary>
    void Add(IReadOnlyCollection<string> contacts);

    /// <summary>Watches contacts no more; returns at once.</summary>
    void Remove(IReadOnlyCollection<string> contacts);
}

/// <summary>A real watcher.</summary>
internal sealed class WatcherFeed(PresenceWatcher watcher) : IContactFeed
{
    public Task StartAsync(CancellationToken cancellationToken) => watcher.StartAsync(cancellationToken);

    public IAsyncEnumerable<WatcherEvent> ReadEventsAsync(CancellationToken cancellationToken) =>
        watcher.ReadEventsAsync(cancellationToken);

    public void RequestFetch() => watcher.RequestFetch();

    public void Add(IReadOnlyCollection<string> contacts) => watcher.AddContacts(contacts);

    public void Remove(IReadOnlyCollection<string> contacts) => watcher.RemoveContacts(contacts);
}
