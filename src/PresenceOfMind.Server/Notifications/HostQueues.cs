namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// A lane for each host that callbacks go to. What is known of hosts without a callback is remembered for the last
/// <see cref="MostIdle"/> or so.
/// </summary>
internal sealed class HostQueues(int atOnce)
{
    public const int MostIdle = 1000;

    private readonly Dictionary<string, HostQueue> _lanes = [];
    private readonly Lock _lock = new();
    private int _idle;

    /// <summary>How many hosts are known.</summary>
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

    /// <summary>The lane of a host, for one callback. Give it back by <see cref="Return"/>.</summary>
    public HostQueue Rent(string host)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(host, out var lane))
            {
                lane = _lanes[host] = new HostQueue(host, atOnce);
            }
            else if (lane.Users == 0)
            {
                _idle--;
            }

            lane.Users++;
            return lane;
        }
    }

    public void Return(HostQueue lane)
    {
        lock (_lock)
        {
            if (--lane.Users > 0)
            {
                return;
            }

            if (_idle < MostIdle)
            {
                _idle++;
            }
            else
            {
                _lanes.Remove(lane.Host);
            }
        }
    }
}
