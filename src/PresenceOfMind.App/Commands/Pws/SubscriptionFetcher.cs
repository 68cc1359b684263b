using System.Collections.Concurrent;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>
/// Fetches subscriptions when they are said to have changed: one fetch of each at a time, and exactly one more for all who
/// come while it runs, so that a flood of notifications costs no more than a few.
/// </summary>
/// <param name="fetch">Fetches a subscription, for a reason.</param>
internal sealed class SubscriptionFetcher(Func<int, string, CancellationToken, Task> fetch)
{
    /// <summary>PWS: ids are small. Others are made up.</summary>
    private const int MaxId = 100;

    private const int RunningAndWaiting = 2;

    private readonly ConcurrentDictionary<int, Lane> _lanes = [];

    /// <summary>Fetches, or leaves it to the fetch that waits already.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="cause">Why.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task FetchAsync(int id, string cause, CancellationToken cancellationToken)
    {
        if (id is < 1 or > MaxId)
        {
            return;
        }

        var lane = _lanes.GetOrAdd(id, _ => new Lane());
        if (Interlocked.Increment(ref lane.Inside) > RunningAndWaiting)
        {
            Interlocked.Decrement(ref lane.Inside);
            return;
        }

        try
        {
            await lane.Turn.WaitAsync(cancellationToken);
            try
            {
                await fetch(id, cause, cancellationToken);
            }
            finally
            {
                lane.Turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref lane.Inside);
        }
    }

    private sealed class Lane
    {
        public int Inside;

        public SemaphoreSlim Turn { get; } = new(1);
    }
}
