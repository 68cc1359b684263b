namespace PresenceOfMind.Server.Load;

/// <summary>Counts the requests of each second against a limit.</summary>
internal sealed class RequestRate(int? limit)
{
    private readonly Lock _lock = new();
    private long _second;
    private int _taken;

    /// <summary>Takes one request.</summary>
    /// <returns>False where its second has had its requests.</returns>
    public bool TryAdd(DateTimeOffset now)
    {
        if (limit is null)
        {
            return true;
        }

        lock (_lock)
        {
            var second = now.ToUnixTimeSeconds();
            if (second != _second)
            {
                (_second, _taken) = (second, 0);
            }

            return ++_taken <= limit;
        }
    }
}
