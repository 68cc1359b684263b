namespace PresenceOfMind.Access.Roles;

/// <summary>What an edge (a route, an action of the page, a command) needs.</summary>
public enum Permission
{
    /// <summary>Nothing: health, the description of the API, sign-in. It shows no data of a team.</summary>
    Public = 0,

    /// <summary>Any valid key or account, whatever its role.</summary>
    SignedIn = 1,

    /// <summary>To read what belongs to a team. The role worker has it for what is the worker's own.</summary>
    Read = 2,

    /// <summary>
    /// To work with a task or an offer, to pause, or to report presence. The role worker has it for what is the worker's own.
    /// </summary>
    Work = 3,

    /// <summary>To do what a lead does with tasks and workers.</summary>
    Lead = 4,

    /// <summary>To change the configuration of a team.</summary>
    Manage = 5,

    /// <summary>To manage keys and accounts: of the teams that the caller manages, and of all teams for an administrator.</summary>
    ManageKeys = 6,

    /// <summary>To make and remove teams, to erase people, and everything at <c>/admin</c>.</summary>
    Administer = 7,
}
