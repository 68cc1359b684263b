namespace PresenceOfMind.Access.Http;

/// <summary>How long the caller of a request that lasts may do what it does: a feature of the request.</summary>
/// <param name="Ended">Ends when the caller's key, session or role has ended.</param>
public sealed record CallerLifetime(CancellationToken Ended);
