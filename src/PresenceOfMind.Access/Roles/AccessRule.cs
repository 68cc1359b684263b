namespace PresenceOfMind.Access.Roles;

/// <summary>What a route needs.</summary>
/// <param name="Needs">The permission.</param>
/// <param name="Own">By what the route tells whose its subject is.</param>
/// <param name="Scope">For which team the permission is needed.</param>
public readonly record struct AccessRule(Permission Needs, Ownership Own = Ownership.None, TeamScope Scope = TeamScope.All)
{
    /// <summary>The most bytes of a body where the table says nothing else: 64 KiB.</summary>
    public const int UsualBody = 64 * 1024;

    /// <summary>Whether browsers show it as a page, so that who is not signed in is sent to the sign-in.</summary>
    public bool IsPage { get; init; }

    /// <summary>The most bytes that the body of a request may have.</summary>
    public int MaxBody { get; init; } = UsualBody;

    /// <summary>
    /// Whether its answers last: how many a caller has open is limited, and each ends when the caller may no longer have it. Default false.
    /// </summary>
    public bool IsStream { get; init; }

    /// <summary>Whether its requests are not counted against the limits of keys and addresses. Default false.</summary>
    public bool IsUncounted { get; init; }
}
