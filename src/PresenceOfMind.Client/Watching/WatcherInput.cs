using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>An input of the watcher's state machine.</summary>
internal abstract record WatcherInput;

/// <summary>The wait is over, the watcher starts, or its contacts are others.</summary>
internal sealed record Wakeup : WatcherInput;

/// <summary>A notification arrived, which anybody could have sent.</summary>
internal sealed record NotificationReceived(int Subscription) : WatcherInput;

/// <summary>The program wants a fetch that begins now or later.</summary>
internal sealed record FetchRequested : WatcherInput;

/// <summary>The next login uses another password.</summary>
internal sealed record PasswordRenewed : WatcherInput;

/// <summary>An operation ended.</summary>
internal abstract record OperationEnded(long Attempt) : WatcherInput;

/// <summary>Both users are logged in. A key that is another than before means that all of its session is gone.</summary>
/// <param name="Attempt">The login's number.</param>
/// <param name="AppKeyIsNew">Whether the application user's key, or the node, is another than in the session before.</param>
/// <param name="UserKeyIsNew">Whether the end user's is.</param>
/// <param name="AtHome">Whether that is at the user's home.</param>
/// <param name="HasBackup">Whether a backup is known.</param>
/// <param name="LeftLives">Whether the session lives in which something was left at home.</param>
/// <param name="Host">The host of the node that the session is at, which answers may take for a contact's domain; null where it does not
/// matter.</param>
internal sealed record LoggedIn(
    long Attempt,
    bool AppKeyIsNew,
    bool UserKeyIsNew,
    bool AtHome = true,
    bool HasBackup = false,
    bool LeftLives = false,
    string? Host = null)
    : OperationEnded(Attempt);

/// <summary>An endpoint or a subscription was made.</summary>
internal sealed record ResourceCreated(long Attempt, int Id) : OperationEnded(Attempt);

/// <summary>It was done: a refresh, a change of contacts, a clean-up.</summary>
internal sealed record OperationSucceeded(long Attempt) : OperationEnded(Attempt);

/// <summary>A fetch was answered.</summary>
/// <param name="Attempt">The fetch's number.</param>
/// <param name="States">The states, in the order of the answer.</param>
/// <param name="Details">The details of each; null where they were not asked for.</param>
internal sealed record FetchAnswered(long Attempt, IReadOnlyList<ContactPresence> States, IReadOnlyList<PresenceDetails>? Details = null)
    : OperationEnded(Attempt);

/// <summary>An operation failed: with the server's code, or without any answer of it.</summary>
internal sealed record OperationFailed(long Attempt, PwsErrorCode? Code, string Reason) : OperationEnded(Attempt)
{
    /// <summary>The error, for callers that wait; null if an answer came that was not the right one.</summary>
    public Exception? Error { get; init; }
}
