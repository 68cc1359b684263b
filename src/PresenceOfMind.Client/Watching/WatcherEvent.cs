using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>What happens to a watcher, in the order in which it happened.</summary>
public abstract record WatcherEvent
{
    private protected WatcherEvent()
    {
    }
}

/// <summary>A person's state became known, or became another. The <see cref="Fetched"/> that brought it follows.</summary>
public sealed record PresenceChanged : WatcherEvent
{
    /// <summary>The change.</summary>
    public required PresenceChange Change { get; init; }
}

/// <summary>
/// A fetch was answered: what it says of its contacts is confirmed, as of when it began. With more than 5,000 contacts it
/// speaks of a part of them.
/// </summary>
public sealed record Fetched : WatcherEvent
{
    /// <summary>When the request was made (UTC).</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When its answer was there (UTC).</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>The state of each contact of the fetch, spelled as it was given to the watcher.</summary>
    public required IReadOnlyList<ContactPresence> States { get; init; }

    /// <summary>What was new in it; each was also told as <see cref="PresenceChanged"/>. None by default.</summary>
    public IReadOnlyList<PresenceChange> Changes { get; init; } = [];

    /// <summary>The number of the watcher's last change so far; 0, the default, where there was none.</summary>
    public long Sequence { get; init; }
}

/// <summary>
/// The answer leaves contacts out, or contains contacts that are not watched. Reported when that changes, and once more,
/// with empty lists, when every answer is complete.
/// </summary>
public sealed record AnswerIncomplete : WatcherEvent
{
    private const int MostNames = 5;

    /// <summary>The contacts that answers leave out, as given. None by default.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The names in answers that mean no contact, as the server spells them. None by default.</summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who is missing and who is too many, in one line, with what to do; null where answers are complete.</summary>
    public string? Reason => (Missing.Count, Unmatched.Count) switch
    {
        (0, 0) => null,
        (0, _) => $"The server's answer contains {Names(Unmatched)}, who are not watched: check the spelling of the contacts.",
        (_, 0) => $"The server's answer does not contain {Names(Missing)}: check that it knows them.",
        _ =>
            $"The server's answer does not contain {Names(Missing)}, but contains {Names(Unmatched)}, who are not watched: check the "
                + "spelling of the contacts there.",
    };

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}

/// <summary>
/// The server does not answer as it should. Nothing is confirmed until a <see cref="Fetched"/> follows that began at or
/// after <see cref="At"/>. Told once; the watcher goes on trying by itself.
/// </summary>
public sealed record SourceLost : WatcherEvent
{
    /// <summary>What happened, in one line.</summary>
    public required string Reason { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}
