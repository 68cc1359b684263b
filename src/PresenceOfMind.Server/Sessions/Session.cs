namespace PresenceOfMind.Server.Sessions;

/// <summary>The session that a user has on a node.</summary>
/// <param name="Key">The session key: 128 random bits in the form of a GUID.</param>
/// <param name="ApplicationUser">Who logged the user in; the user itself where it is an application user.</param>
/// <param name="ParentKey">The session key of the application user that logged an end user in; null for an application user.</param>
internal sealed record Session(string Key, string ApplicationUser, string? ParentKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(Session)} by {ApplicationUser}";

    public bool IsApplicationUser => ParentKey is null;
}
