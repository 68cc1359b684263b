namespace PresenceOfMind.Client.Watching;

/// <summary>The session that all else rests on: live, or to be begun by logging in.</summary>
/// <param name="owns">Whether the first login ends what there was.</param>
/// <param name="backoff">When to log in again.</param>
internal sealed class SessionSlot(bool owns, Backoff backoff)
{
    public Backoff Backoff { get; } = backoff;

    public bool IsLive { get; private set; }

    /// <summary>Counts the sessions, so that late news of one that is gone is known as such.</summary>
    public long Number { get; private set; }

    /// <summary>The login that is under way.</summary>
    public long? Running { get; set; }

    /// <summary>Whether the next login is forced: the first one, where the session is the watcher's own.</summary>
    public bool Force { get; private set; } = owns;

    public DateTimeOffset? DueAt => IsLive || Running is not null ? null : Backoff.NotBefore;

    public void Begin()
    {
        IsLive = true;
        Running = null;
        Force = false;
        Number++;
    }

    public void Lose() => IsLive = false;
}
