namespace PresenceOfMind.Access.Roles;

/// <summary>What somebody is in a team. Which permissions a role has, <see cref="PermissionTable"/> says.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer = 0,

    /// <summary>Sees and answers the offers and tasks of one worker, and pauses that worker.</summary>
    Worker = 1,

    /// <summary>Does all that people do with tasks and workers.</summary>
    Lead = 2,

    /// <summary>Does what a lead does, and changes the configuration and the keys of the team.</summary>
    Manager = 3,

    /// <summary>Does everything, in all teams and at <c>/admin</c>.</summary>
    Administrator = 4,
}
