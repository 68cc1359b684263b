using System.Collections.Concurrent;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>
/// The subscriptions that their users' grains showed a short while ago, so that a fetch, the most frequent request, needs no
/// message to a grain. A grain takes each back before it ends, and each is asked for again after a hundredth of the time that
/// a session may be idle, so that grain and session know of the use.
/// </summary>
internal sealed class LiveSubscriptions(PresenceServerOptions options)
{
    private readonly ConcurrentDictionary<(string Node, string SessionKey, int Id), Live> _live = new();
    private readonly TimeSpan _fresh = options.SessionIdle / 100;

    /// <summary>A session's subscription; null where the user's grain is to be asked.</summary>
    /// <param name="node">The node that the request reached.</param>
    /// <param name="user">The user whom the request names.</param>
    /// <param name="sessionKey">The key that it came with.</param>
    /// <param name="id">The subscription's id.</param>
    /// <param name="now">The time.</param>
    public Subscription? Find(string node, string user, string sessionKey, int id, DateTimeOffset now) =>
        _live.TryGetValue((node, sessionKey, id), out var live)
        && now < live.Until
        && string.Equals(user, live.User, StringComparison.OrdinalIgnoreCase)
            ? live.Subscription
            : null;

    /// <summary>A subscription is live now, and its session too.</summary>
    public void Add(string node, string user, Subscription subscription, DateTimeOffset now) =>
        _live[(node, subscription.SessionKey, subscription.Id)] = new Live(user, subscription, now + _fresh);

    /// <summary>A subscription ends, or its grain goes to sleep.</summary>
    public void Drop(string node, Subscription subscription) => _live.TryRemove((node, subscription.SessionKey, subscription.Id), out _);

    private sealed record Live(string User, Subscription Subscription, DateTimeOffset Until);
}
