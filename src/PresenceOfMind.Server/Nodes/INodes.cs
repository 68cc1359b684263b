namespace PresenceOfMind.Server.Nodes;

/// <summary>The nodes of this process, which an operator can take down to see what clients do.</summary>
public interface INodes
{
    /// <summary>The nodes' names, and whether each is up.</summary>
    IReadOnlyDictionary<string, bool> List();

    /// <summary>
    /// Takes a node down or up. One that is down breaks every connection, and its sessions are gone, as if it had failed;
    /// its users log in at its backup.
    /// </summary>
    /// <returns>False where there is no such node.</returns>
    Task<bool> SetAsync(string node, bool up);
}
