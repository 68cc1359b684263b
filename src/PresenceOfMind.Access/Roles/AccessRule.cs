namespace PresenceOfMind.Access.Roles;

/// <summary>What a route needs.</summary>
/// <param name="Needs">The permission.</param>
/// <param name="Own">By what the route tells whose its subject is.</param>
/// <param name="Scope">For which team the permission is needed.</param>
public readonly record struct AccessRule(Permission Needs, Ownership Own = Ownership.None, TeamScope Scope = TeamScope.All)
{
    /// <summary>Whether browsers show it as a page, so that who is not signed in is sent to the sign-in.</summary>
    public bool IsPage { get; init; }
}
