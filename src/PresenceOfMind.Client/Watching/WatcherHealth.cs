namespace PresenceOfMind.Client.Watching;

/// <summary>The state of a watcher.</summary>
public enum WatcherState
{
    /// <summary>Not every contact has been fetched yet: at the start, and where contacts were added.</summary>
    Starting,

    /// <summary>Every contact is confirmed.</summary>
    Live,

    /// <summary>The server does not answer as it should; the watcher goes on trying.</summary>
    Lost,

    /// <summary>It was disposed of.</summary>
    Stopped,

    /// <summary>The server answers, but leaves contacts out: see <see cref="WatcherHealth.Missing"/>.</summary>
    Incomplete,
}

/// <summary>The health of a watcher at one moment.</summary>
/// <param name="State">In one word.</param>
/// <param name="FetchBegan">When the last successful fetch began (UTC), of the part fetched longest ago; null before all were.</param>
/// <param name="FetchEnded">When that fetch was answered (UTC).</param>
/// <param name="Staleness">How old what is known may be at most: the time since <paramref name="FetchBegan"/>.</param>
/// <param name="LastError">What went wrong last, in one line; null where nothing did.</param>
/// <param name="LastErrorAt">When (UTC).</param>
public sealed record WatcherHealth(
    WatcherState State, DateTimeOffset? FetchBegan, DateTimeOffset? FetchEnded, TimeSpan? Staleness, string? LastError, DateTimeOffset? LastErrorAt)
{
    /// <summary>The contacts that the server's answers leave out, as given; none where answers are complete.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>
    /// The names in the server's answers that mean none of the contacts, as the server spells them; none where there are none such.
    /// </summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>Whether the watcher is not at the user's home, but at the backup, or on the way there.</summary>
    public bool IsAway { get; init; }

    /// <summary>The node at which the watcher is logged in, or was last; null before the first login.</summary>
    public Uri? Node { get; init; }
}
