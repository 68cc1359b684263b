namespace PresenceOfMind.Client.Watching;

/// <summary>An effect that the watcher's state machine asks for.</summary>
internal abstract record WatcherEffect;

/// <summary>Publishes an event to the readers.</summary>
internal sealed record PublishEvent(WatcherEvent Event) : WatcherEffect;

/// <summary>Cancels an operation whose outcome is not needed any more.</summary>
internal sealed record CancelOperation(long Attempt) : WatcherEffect;

/// <summary>Another node is used from now on; for the log.</summary>
internal sealed record NodeChanged(Node To, string Reason) : WatcherEffect;

/// <summary>An operation to begin now; its end is to be told with the attempt's number.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Session">The login that began the session that it is made in; 0 for a login.</param>
internal abstract record Operation(long Attempt, long Session) : WatcherEffect;

/// <summary>Log in the application user, then the end user.</summary>
/// <param name="Attempt">The attempt's number, which names the session from then on.</param>
/// <param name="At">Where.</param>
/// <param name="Force">Whether to end the sessions that there are.</param>
/// <param name="After">The session before, with which to compare the keys; 0 where there was none.</param>
/// <param name="Left">The session in which something was left at home, with which to compare the keys too; 0 where there was none.</param>
internal sealed record LogIn(long Attempt, Node At, bool Force, long After, long Left) : Operation(Attempt, 0);

/// <summary>Register the endpoint.</summary>
internal sealed record RegisterEndpoint(long Attempt, long Session) : Operation(Attempt, Session);

/// <summary>Refresh the endpoint.</summary>
internal sealed record RefreshEndpoint(long Attempt, long Session, int Endpoint) : Operation(Attempt, Session);

/// <summary>Subscribe to contacts.</summary>
internal sealed record Subscribe(long Attempt, long Session, int Endpoint, IReadOnlyList<string> Contacts) : Operation(Attempt, Session);

/// <summary>Refresh a subscription.</summary>
internal sealed record RefreshSubscription(long Attempt, long Session, int Subscription) : Operation(Attempt, Session);

/// <summary>Add contacts to a subscription, or remove them from it.</summary>
internal sealed record ChangeContacts(long Attempt, long Session, int Subscription, bool Add, IReadOnlyList<string> Contacts)
    : Operation(Attempt, Session);

/// <summary>Fetch a subscription's presence.</summary>
internal sealed record Fetch(long Attempt, long Session, int Subscription) : Operation(Attempt, Session);

/// <summary>End what is of no use any more; where that fails, it expires by itself.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Session">The session in which it was made.</param>
/// <param name="Endpoint">The endpoint, and with it its subscriptions; null for none.</param>
/// <param name="Subscription">The subscription; null for none.</param>
/// <param name="LogOut">Whether to log out too, where the session is the watcher's own.</param>
internal sealed record Discard(long Attempt, long Session, int? Endpoint, int? Subscription, bool LogOut) : Operation(Attempt, Session);
