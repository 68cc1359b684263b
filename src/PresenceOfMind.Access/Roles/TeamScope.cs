namespace PresenceOfMind.Access.Roles;

/// <summary>For which team a route needs a permission.</summary>
public enum TeamScope
{
    /// <summary>For all teams: what the route does is of none.</summary>
    All = 0,

    /// <summary>For the team in the path, or for the only one where the path has none.</summary>
    Path = 1,

    /// <summary>For some team. The handler finds out which, and asks again.</summary>
    Handler = 2,
}
