namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>
/// A lane for each address (scheme, host and port), over all teams: an address that is slow or dead holds up its own lane alone.
/// </summary>
/// <param name="width">Requests under way at once in a lane.</param>
internal sealed class WebhookQueues(int width)
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    /// <summary>How many lanes there are; a lane that nobody uses is none.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Count;
            }
        }
    }

    /// <summary>Does something in the lane of an address, when there is room in it.</summary>
    /// <param name="url">The address.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Gives up waiting for room.</param>
    public async Task RunAsync(Uri url, Func<Task> work, CancellationToken cancellationToken)
    {
        var address = url.GetLeftPart(UriPartial.Authority);
        var lane = Enter(address);
        try
        {
            await lane.Room.WaitAsync(cancellationToken);
            try
            {
                await work();
            }
            finally
            {
                lane.Room.Release();
            }
        }
        finally
        {
            Leave(address, lane);
        }
    }

    private Lane Enter(string address)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(address, out var lane))
            {
                _lanes[address] = lane = new Lane(new SemaphoreSlim(width));
            }

            lane.Users++;
            return lane;
        }
    }

    private void Leave(string address, Lane lane)
    {
        lock (_lock)
        {
            if (--lane.Users == 0)
            {
                _lanes.Remove(address);
                lane.Room.Dispose();
            }
        }
    }

    private sealed record Lane(SemaphoreSlim Room)
    {
        public int Users { get; set; }
    }
}
