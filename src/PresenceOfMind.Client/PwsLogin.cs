namespace PresenceOfMind.Client;

/// <summary>An application user and an end user, logged in at the same node.</summary>
public sealed record PwsLogin
{
    /// <summary>The application user's session.</summary>
    public required AppSession App { get; init; }

    /// <summary>The end user's session.</summary>
    public required EndUserSession User { get; init; }
}
