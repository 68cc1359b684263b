namespace PresenceOfMind.Server.Sessions;

/// <summary>The wrong passwords that came in for one name from one address within a minute.</summary>
internal sealed class FailedLogins(int allowed)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _failures = [];

    /// <summary>Whether a password may be looked at: not after too many wrong ones.</summary>
    public bool MayTry(DateTimeOffset now) => Count(now) < allowed;

    /// <summary>Whether a wrong password came in within a minute.</summary>
    public bool Any(DateTimeOffset now) => Count(now) > 0;

    /// <summary>A wrong password came in.</summary>
    public void Add(DateTimeOffset now)
    {
        if (_failures.Count >= allowed)
        {
            _failures.Dequeue();
        }

        _failures.Enqueue(now);
    }

    private int Count(DateTimeOffset now)
    {
        while (_failures.TryPeek(out var first) && now - first >= Window)
        {
            _failures.Dequeue();
        }

        return _failures.Count;
    }
}
