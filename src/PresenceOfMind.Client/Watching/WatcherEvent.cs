using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>What happens to a watcher, in the order in which it happened.</summary>
public abstract record WatcherEvent;

/// <summary>A person's state became known, or became another. The <see cref="Fetched"/> that brought it follows.</summary>
/// <param name="Change">The change.</param>
public sealed record PresenceChanged(PresenceChange Change) : WatcherEvent;

/// <summary>
/// A fetch was answered: what it says of its contacts is confirmed, as of when it began. With more than 5,000 contacts it
/// speaks of a part of them.
/// </summary>
/// <param name="Began">When the request was made (UTC).</param>
/// <param name="Ended">When its answer was there (UTC).</param>
/// <param name="States">The state of each contact of the fetch, spelled as it was given to the watcher.</param>
/// <param name="Changes">What was new in it; each was also told as <see cref="PresenceChanged"/>.</param>
/// <param name="Sequence">The number of the watcher's last change so far; 0 where there was none.</param>
public sealed record Fetched(
    DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<ContactPresence> States, IReadOnlyList<PresenceChange> Changes, long Sequence)
    : WatcherEvent;

/// <summary>
/// The answer leaves contacts out, or contains contacts that are not watched. Reported when that changes, and once more,
/// with empty lists, when every answer is complete.
/// </summary>
/// <param name="Missing">The contacts that answers leave out, as given.</param>
/// <param name="Unmatched">The names in answers that mean no contact, as the server spells them.</param>
/// <param name="At">When (UTC).</param>
public sealed record AnswerIncomplete(IReadOnlyList<string> Missing, IReadOnlyList<string> Unmatched, DateTimeOffset At) : WatcherEvent
{
    private const int MostNames = 5;

    /// <summary>Who is missing and who is too many, in one line, with what to do; null where answers are complete.</summary>
    public string? Reason => (Missing.Count, Unmatched.Count) switch
    {
        (0, 0) => null,
        (0, _) => $"The server's answer contains {Names(Unmatched)}, who are not watched: check the spelling of the contacts.",
        (_, 0) => $"The server's answer does not contain {Names(Missing)}: check that it knows them.",
        _ => $"The server's answer does not contain {Names(Missing)}, but contains {Names(Unmatched)}, who are not watched: check the spelling of the contacts there.",
    };

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}

/// <summary>
/// The server does not answer as it should. Nothing is confirmed until a <see cref="Fetched"/> follows that began at or
/// after <paramref name="At"/>. Told once; the watcher goes on trying by itself.
/// </summary>
/// <param name="Reason">What happened, in one line.</param>
/// <param name="At">When (UTC).</param>
public sealed record SourceLost(string Reason, DateTimeOffset At) : WatcherEvent;
