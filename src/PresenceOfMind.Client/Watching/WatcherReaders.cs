namespace PresenceOfMind.Client.Watching;

/// <summary>The readers of a watcher's events, each at its own pace. Not thread-safe.</summary>
/// <param name="backlog">How much may wait for each, besides one change for each contact.</param>
internal sealed class WatcherReaders(int backlog)
{
    private readonly List<WatcherReader> _readers = [];
    private bool _completed;

    /// <summary>A new reader, who is told of what comes until the watcher ends or the reader is too slow.</summary>
    /// <param name="changesOnly">Whether nothing but changes is of interest.</param>
    public WatcherReader Join(bool changesOnly)
    {
        var reader = new WatcherReader(changesOnly);
        if (_completed)
        {
            reader.Complete(null);
        }
        else
        {
            _readers.Add(reader);
        }

        return reader;
    }

    public void Leave(WatcherReader reader) => _readers.Remove(reader);

    /// <summary>Tells every reader.</summary>
    /// <param name="told">What happened.</param>
    /// <param name="contacts">How many contacts are watched.</param>
    /// <returns>How many were too slow, and are readers no more.</returns>
    public int Publish(WatcherEvent told, int contacts) =>
        _readers.RemoveAll(
            reader => !reader.TryTell(told, backlog + contacts) && reader.Complete(new WatcherReaderException(reader.Waiting)));

    /// <summary>There will be nothing more to tell.</summary>
    /// <param name="error">Why, where that is an error.</param>
    public void Complete(Exception? error)
    {
        _completed = true;
        _readers.ForEach(reader => reader.Complete(error));
        _readers.Clear();
    }
}
