namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>
/// How far a team's webhooks are delivered. They end in any order; the cursor stays before the first one that has not ended, and so lags
/// behind an address that is slow. Safe to use from several threads.
/// </summary>
/// <param name="told">The kept cursor: everything up to this position has ended.</param>
internal sealed class WebhookProgress(long told)
{
    private readonly SortedSet<long> _open = [];
    private readonly Lock _lock = new();
    private long _begun = told;

    /// <summary>The last position that was begun.</summary>
    public long Begun
    {
        get
        {
            lock (_lock)
            {
                return _begun;
            }
        }
    }

    /// <summary>The position up to which everything has ended.</summary>
    public long Told
    {
        get
        {
            lock (_lock)
            {
                return _open.Count == 0 ? _begun : _open.Min - 1;
            }
        }
    }

    /// <summary>How many have begun and not ended.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>One begins.</summary>
    /// <param name="position">Its position in the log, after all that were begun before.</param>
    public void Begin(long position)
    {
        lock (_lock)
        {
            _open.Add(position);
            _begun = position;
        }
    }

    /// <summary>One has ended: it was taken, or given up.</summary>
    /// <param name="position">Its position in the log.</param>
    public void End(long position)
    {
        lock (_lock)
        {
            _open.Remove(position);
        }
    }
}
