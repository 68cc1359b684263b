using System.Threading.Channels;

namespace PresenceOfMind.Client.Watching;

/// <summary>Those who read a watcher's events, each at a pace of its own. To be used by one thread at a time.</summary>
internal sealed class WatcherReaders(int backlog)
{
    private readonly List<Channel<WatcherEvent>> _channels = [];
    private bool _completed;

    /// <summary>A new reader's channel, which ends when the watcher does, or with an error where the reader is too slow.</summary>
    public Channel<WatcherEvent> Join()
    {
        var channel = Channel.CreateBounded<WatcherEvent>(new BoundedChannelOptions(backlog) { SingleWriter = true, SingleReader = true });
        if (_completed)
        {
            channel.Writer.Complete();
        }
        else
        {
            _channels.Add(channel);
        }

        return channel;
    }

    public void Leave(Channel<WatcherEvent> channel) => _channels.Remove(channel);

    /// <summary>Tells every reader.</summary>
    /// <returns>How many were too slow, and are readers no more.</returns>
    public int Tell(WatcherEvent told) =>
        _channels.RemoveAll(channel => !channel.Writer.TryWrite(told) && channel.Writer.TryComplete(new WatcherReaderException(backlog)));

    /// <summary>There will be nothing more to tell.</summary>
    /// <param name="error">Why, where that is an error.</param>
    public void Complete(Exception? error)
    {
        _completed = true;
        _channels.ForEach(channel => channel.Writer.TryComplete(error));
        _channels.Clear();
    }
}
