namespace PresenceOfMind.Server.Nodes;

/// <summary>Where a request is, and where its user should be.</summary>
internal sealed class Placement(RequestNode node, NodeMap map, NodeStates states)
{
    /// <summary>The node that the request reached.</summary>
    public string Node => node.Name;

    /// <summary>The node to turn to when this one fails; null where there is none.</summary>
    public string? Backup => map.Backup(Node);

    /// <summary>Sends a user home who logs in elsewhere, while home is up.</summary>
    /// <exception cref="RedirectException">The user is at home on another node.</exception>
    public void RedirectFromHere(string user, bool isApplicationUser)
    {
        if (map.Home(user, isApplicationUser) is { } home && home != Node && states.IsUp(home))
        {
            throw new RedirectException(user, home, map.Backup(home));
        }
    }
}
