namespace PresenceOfMind.Server.Nodes;

/// <summary>Takes nodes down and up.</summary>
internal sealed class NodesService(NodeMap map, NodeStates states, INodeSessions sessions) : INodes
{
    public IReadOnlyDictionary<string, bool> List() => map.Names.ToDictionary(n => n, states.IsUp);

    public async Task<bool> SetAsync(string node, bool up)
    {
        if (!map.Has(node))
        {
            return false;
        }

        states.Set(node, up);
        if (!up)
        {
            await sessions.EndAllAsync(node);
        }

        return true;
    }
}
