using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PresenceOfMind.Client.Listening;

/// <summary>
/// Hands callbacks to the watchers that wait for them. A callback is a hint and no more: it says that something may have
/// changed, never what. Each watcher has a path segment that cannot be guessed, since ids of subscriptions repeat between
/// end users. Safe for use by many threads at once.
/// </summary>
public sealed class NotificationHub
{
    private const int SegmentBytes = 16;

    private readonly ConcurrentDictionary<string, Action<int>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Gives a watcher its path segment: 32 hexadecimal digits.</summary>
    /// <param name="onNotification">Takes the id of the subscription that changed. It must return at once.</param>
    public string Register(Action<int> onNotification)
    {
        ArgumentNullException.ThrowIfNull(onNotification);
        var segment = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SegmentBytes));
        _watchers[segment] = onNotification;
        return segment;
    }

    /// <summary>Takes a segment back: callbacks to it are ignored from now on.</summary>
    /// <param name="segment">The segment, as it was given.</param>
    public void Unregister(string segment) => _watchers.TryRemove(segment, out _);

    /// <summary>Takes a callback, and returns at once.</summary>
    /// <param name="segment">The segment of the path that was called.</param>
    /// <param name="subscriptionId">The id that the callback carried.</param>
    /// <returns>Whether a watcher has the segment. The answer to the callback is the same in any case.</returns>
    public bool Receive(string segment, int subscriptionId)
    {
        if (segment is null || !_watchers.TryGetValue(segment, out var watcher))
        {
            return false;
        }

        watcher(subscriptionId);
        return true;
    }
}
