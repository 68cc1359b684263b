namespace PresenceOfMind.Client.Watching;

/// <summary>What a watcher's machine wants done.</summary>
internal abstract record WatcherEffect;

/// <summary>An event for the readers.</summary>
internal sealed record Tell(WatcherEvent Event) : WatcherEffect;

/// <summary>The operation's outcome is of no use any more: cancel it and say nothing of it.</summary>
internal sealed record Abandon(long Attempt) : WatcherEffect;

/// <summary>An operation to begin now; its end is to be told with the attempt's number.</summary>
internal abstract record Operation(long Attempt) : WatcherEffect;

/// <summary>Log in the application user, then the end user.</summary>
internal sealed record LogIn(long Attempt, bool Force) : Operation(Attempt);

/// <summary>Register the endpoint.</summary>
internal sealed record Register(long Attempt) : Operation(Attempt);

/// <summary>Refresh the endpoint.</summary>
internal sealed record RefreshEndpoint(long Attempt, int Endpoint) : Operation(Attempt);

/// <summary>Subscribe to contacts.</summary>
internal sealed record Subscribe(long Attempt, int Endpoint, IReadOnlyList<string> Contacts) : Operation(Attempt);

/// <summary>Refresh a subscription.</summary>
internal sealed record RefreshSubscription(long Attempt, int Subscription) : Operation(Attempt);

/// <summary>Fetch a subscription's presence.</summary>
internal sealed record Fetch(long Attempt, int Subscription) : Operation(Attempt);
