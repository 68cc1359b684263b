using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Tells whoever watches a team of positions in its log. A hint may be left out where a later one follows.</summary>
internal sealed class PositionHints
{
    private static readonly BoundedChannelOptions Latest = new(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };

    private readonly ConcurrentDictionary<TeamName, ConcurrentDictionary<Channel<long>, bool>> _watchers = [];

    public void Notify(TeamName team, long position)
    {
        if (_watchers.TryGetValue(team, out var watchers))
        {
            foreach (var (watcher, _) in watchers)
            {
                watcher.Writer.TryWrite(position);
            }
        }
    }

    /// <summary>Listens for hints from now on, for who reads by itself and wants to do it soon.</summary>
    /// <param name="team">The team.</param>
    public PositionListener Listen(TeamName team)
    {
        var channel = Channel.CreateBounded<long>(Latest);
        var watchers = _watchers.GetOrAdd(team, _ => new());
        watchers.TryAdd(channel, true);
        return new PositionListener(channel, () => watchers.TryRemove(channel, out _));
    }

    /// <summary>The positions from now on.</summary>
    /// <param name="team">The team.</param>
    /// <param name="now">Asked for the position to begin with, when no hint can be missed any more; null to begin with the next
    /// hint.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<long> WatchAsync(
        TeamName team, Func<Task<long>>? now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<long>(Latest);
        var watchers = _watchers.GetOrAdd(team, _ => new());
        watchers.TryAdd(channel, true);
        try
        {
            var last = 0L;
            if (now is not null)
            {
                last = await now();
                yield return last;
            }

            await foreach (var position in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (position > last)
                {
                    last = position;
                    yield return position;
                }
            }
        }
        finally
        {
            watchers.TryRemove(channel, out _);
        }
    }
}
