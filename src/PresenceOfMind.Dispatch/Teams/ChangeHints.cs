using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Tells whoever watches that something has changed. Several changes may be told as one.</summary>
internal sealed class ChangeHints
{
    private static readonly BoundedChannelOptions Latest = new(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true };

    private readonly ConcurrentDictionary<Channel<bool>, bool> _watchers = new();

    public void Notify()
    {
        foreach (var (watcher, _) in _watchers)
        {
            watcher.Writer.TryWrite(true);
        }
    }

    /// <summary>Once at once, then after each change.</summary>
    public async IAsyncEnumerable<bool> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<bool>(Latest);
        channel.Writer.TryWrite(true);
        _watchers.TryAdd(channel, true);
        try
        {
            await foreach (var hint in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return hint;
            }
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }
}
