using System.Collections.Concurrent;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Sessions;

/// <summary>
/// The sessions whose users' grains said a short while ago that they are live, so that most requests need not ask again. A
/// grain takes a session back before it ends it, and each is asked again after a hundredth of the time that a session may be
/// idle, so that it knows of the use.
/// </summary>
internal sealed class LiveSessions(PresenceServerOptions options)
{
    private readonly ConcurrentDictionary<(string Node, string Key), Live> _live = new();
    private readonly TimeSpan _fresh = options.SessionIdle / 100;

    /// <summary>Whose session a key is; null where the user's grain is to be asked.</summary>
    public Caller? Find(string node, string key, DateTimeOffset now) =>
        _live.TryGetValue((node, key), out var live) && now < live.Until ? live.Caller : null;

    /// <summary>A session is live now.</summary>
    public void Add(Caller caller, DateTimeOffset now) => _live[(caller.Node, caller.Key)] = new Live(caller, now + _fresh);

    /// <summary>A session ends, or its grain goes to sleep.</summary>
    public void Drop(string node, string key) => _live.TryRemove((node, key), out _);

    private sealed record Live(Caller Caller, DateTimeOffset Until);
}
