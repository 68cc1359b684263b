namespace PresenceOfMind.Server.Sessions;

/// <summary>Whose live session a request came with.</summary>
/// <param name="Node">The node that it reached, where the session is.</param>
/// <param name="User">The user's name in small letters.</param>
/// <param name="Key">The session's key.</param>
/// <param name="IsApplicationUser">Whether it is an application user, and not an end user.</param>
internal sealed record Caller(string Node, string User, string Key, bool IsApplicationUser)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User} at {Node}";
}
