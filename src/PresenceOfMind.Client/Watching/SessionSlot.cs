using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>The session that all else rests on: live, or to be begun by logging in.</summary>
/// <param name="owns">Whether the first login at a node ends what there was.</param>
/// <param name="backoff">When to log in again.</param>
internal sealed class SessionSlot(bool owns, Backoff backoff)
{
    private readonly HashSet<Node> _begun = [];
    private bool _renewed;

    public Backoff Backoff { get; } = backoff;

    public bool IsLive { get; private set; }

    /// <summary>The login that began the session, so that late news of one that is gone is known as such; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The login that is under way.</summary>
    public long? Running { get; set; }

    /// <summary>The login at home that is under way while the session is elsewhere.</summary>
    public long? Probing { get; set; }

    public DateTimeOffset? DueAt => IsLive || Running is not null ? null : Backoff.NotBefore;

    /// <summary>Whether a login at a node is forced: the first one, where the session is the watcher's own.</summary>
    public bool IsForcedAt(Node node) => owns && !_begun.Contains(node);

    public void Begin(long login, Node at)
    {
        _begun.Add(at);
        IsLive = true;
        _renewed = false;
        Running = null;
        Number = login;
    }

    /// <summary>The password is another: the next login waits for nothing, also where one with the old password is under way.</summary>
    public void Renew()
    {
        Backoff.Reset();
        _renewed = Running is not null;
    }

    /// <summary>A login failed; the next one waits, but where it has another password.</summary>
    public void Fail(DateTimeOffset now)
    {
        Backoff.Fail(now);
        if (_renewed)
        {
            Backoff.Reset();
        }

        _renewed = false;
    }

    public void Lose() => IsLive = false;
}
