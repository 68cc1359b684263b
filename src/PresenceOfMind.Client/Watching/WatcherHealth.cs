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
public sealed record WatcherHealth
{
    /// <summary>In one word.</summary>
    public required WatcherState State { get; init; }

    /// <summary>When the last successful fetch began (UTC), of the part fetched longest ago; null before all were.</summary>
    public DateTimeOffset? FetchBegan { get; init; }

    /// <summary>When that fetch was answered (UTC); null before all were.</summary>
    public DateTimeOffset? FetchEnded { get; init; }

    /// <summary>How old what is known may be at most: the time since <see cref="FetchBegan"/>; null before all were fetched.</summary>
    public TimeSpan? Staleness { get; init; }

    /// <summary>What went wrong last, in one line; null where nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>When it went wrong (UTC); null where nothing did.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

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
