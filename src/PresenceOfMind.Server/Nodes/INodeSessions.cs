namespace PresenceOfMind.Server.Nodes;

/// <summary>The sessions of a node, as far as the node itself cares.</summary>
internal interface INodeSessions
{
    /// <summary>Ends all sessions of a node, with what they hold.</summary>
    Task EndAllAsync(string node);
}
