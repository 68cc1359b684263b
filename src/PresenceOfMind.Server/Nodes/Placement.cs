namespace PresenceOfMind.Server.Nodes;

/// <summary>Where users should be.</summary>
internal sealed class Placement(NodeMap map, NodeStates states)
{
    /// <summary>The node to turn to when one fails; null where there is none.</summary>
    public string? Backup(string node) => map.Backup(node);

    /// <summary>Where a user has to log in who logs in at another node than home, while home is up.</summary>
    /// <param name="node">The node that the request reached.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="isApplicationUser">Which kind of user.</param>
    /// <returns>The home node's name; null where the user may log in here.</returns>
    public string? FindOtherHome(string node, string user, bool isApplicationUser) =>
        map.Home(user, isApplicationUser) is { } home && home != node && states.IsUp(home) ? home : null;
}
