namespace PresenceOfMind.Server.Nodes;

/// <summary>The node that a request reached.</summary>
internal sealed class RequestNode(NodeMap map)
{
    public string Name { get; set; } = map.Names.First();
}
