namespace PresenceOfMind.Server.Sessions;

/// <summary>The wrong passwords that came in for one name within a minute.</summary>
internal sealed class FailedLogins(int allowed)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _failures = [];

    /// <summary>Whether a password may be looked at: not after too many wrong ones.</summary>
    public bool MayTry(DateTimeOffset now)
    {
        while (_failures.TryPeek(out var first) && now - first >= Window)
        {
            _failures.Dequeue();
        }

        return _failures.Count < allowed;
    }

    /// <summary>A wrong password came in.</summary>
    public void Add(DateTimeOffset now) => _failures.Enqueue(now);
}
