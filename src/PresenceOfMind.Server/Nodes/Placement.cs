namespace PresenceOfMind.Server.Nodes;

/// <summary>Where users should be.</summary>
internal sealed class Placement(NodeMap map, NodeStates states)
{
    /// <summary>The node to turn to when one fails; null where there is none.</summary>
    public string? Backup(string node) => map.Backup(node);

    /// <summary>Sends a user home who logs in elsewhere, while home is up.</summary>
    /// <param name="node">The node that the request reached.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="isApplicationUser">Which kind of user.</param>
    /// <exception cref="RedirectException">The user is at home on another node.</exception>
    public void RedirectFrom(string node, string user, bool isApplicationUser)
    {
        if (map.Home(user, isApplicationUser) is { } home && home != node && states.IsUp(home))
        {
            throw new RedirectException(user, home, map.Backup(home));
        }
    }
}
