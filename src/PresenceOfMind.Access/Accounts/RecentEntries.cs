namespace PresenceOfMind.Access.Accounts;

/// <summary>What happened lately, by a text. It is kept in memory for a while, and bounded: a restart forgets it.</summary>
/// <typeparam name="T">What is known of each.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="age">For how long each is kept.</param>
/// <param name="most">How many are kept at most; the oldest go.</param>
internal sealed class RecentEntries<T>(TimeProvider time, TimeSpan age, int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<(string Key, DateTimeOffset Until)> _order = new();
    private readonly Dictionary<string, T> _entries = new(StringComparer.Ordinal);

    /// <summary>Keeps an entry.</summary>
    /// <param name="key">By what it is found.</param>
    /// <param name="value">What is known.</param>
    /// <returns>False where there is one, which stays as it is.</returns>
    public bool TryAdd(string key, T value)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_order.TryPeek(out var oldest) && (oldest.Until <= now || _order.Count >= most))
            {
                _entries.Remove(_order.Dequeue().Key);
            }

            if (!_entries.TryAdd(key, value))
            {
                return false;
            }

            _order.Enqueue((key, now + age));
            return true;
        }
    }

    /// <summary>What is known; the type's default where it is nothing.</summary>
    /// <param name="key">By what it is found.</param>
    public T? Find(string key)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(key);
        }
    }
}
