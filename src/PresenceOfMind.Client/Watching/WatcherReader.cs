using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// What waits for one reader. A fetch of many contacts weighs more than a change, so that the memory that waits is bounded too.
/// </summary>
internal sealed class WatcherReader(bool changesOnly)
{
    private const int StatesOfOneWeight = 32;

    private readonly Channel<WatcherEvent> _channel = Channel.CreateUnbounded<WatcherEvent>(
        new UnboundedChannelOptions { SingleReader = true });
    private int _waiting;

    /// <summary>The weight of what waits.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Tells something, unless too much waits.</summary>
    public bool TryTell(WatcherEvent told, int most)
    {
        if (changesOnly && told is not PresenceChanged)
        {
            return true;
        }

        var weight = Weight(told);
        if (Volatile.Read(ref _waiting) + weight > most)
        {
            return false;
        }

        Interlocked.Add(ref _waiting, weight);
        return _channel.Writer.TryWrite(told);
    }

    /// <summary>Ends the reading behind what waits.</summary>
    public bool Complete(Exception? error) => _channel.Writer.TryComplete(error);

    public async IAsyncEnumerable<WatcherEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_channel.Reader.TryRead(out var told))
            {
                Interlocked.Add(ref _waiting, -Weight(told));
                yield return told;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private static int Weight(WatcherEvent told) => told is Fetched fetched ? 1 + (fetched.States.Count / StatesOfOneWeight) : 1;
}
