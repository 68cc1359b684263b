using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>What can happen to a watcher's machine.</summary>
internal abstract record WatcherInput;

/// <summary>The wait is over, or the watcher starts.</summary>
internal sealed record Woken : WatcherInput;

/// <summary>The server notified, or somebody says that it did.</summary>
internal sealed record Notified(int Subscription) : WatcherInput;

/// <summary>Somebody wants a fetch that begins from now on.</summary>
internal sealed record FetchWanted : WatcherInput;

/// <summary>An operation ended.</summary>
internal abstract record OperationEnded(long Attempt) : WatcherInput;

/// <summary>Both users are logged in. A key that is another than before means that all of its session is gone.</summary>
internal sealed record LoggedIn(long Attempt, bool AppKeyIsNew, bool UserKeyIsNew) : OperationEnded(Attempt);

/// <summary>An endpoint or a subscription was made.</summary>
internal sealed record Made(long Attempt, int Id) : OperationEnded(Attempt);

/// <summary>An endpoint or a subscription was refreshed.</summary>
internal sealed record Refreshed(long Attempt) : OperationEnded(Attempt);

/// <summary>A fetch was answered.</summary>
internal sealed record Answered(long Attempt, IReadOnlyList<ContactPresence> States) : OperationEnded(Attempt);

/// <summary>An operation failed: with the server's code, or without any answer of it.</summary>
internal sealed record Failed(long Attempt, PwsErrorCode? Code, string Reason) : OperationEnded(Attempt);
