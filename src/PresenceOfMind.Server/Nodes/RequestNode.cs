namespace PresenceOfMind.Server.Nodes;

/// <summary>The node that a request reached.</summary>
/// <param name="Name">Its name.</param>
internal sealed record RequestNode(string Name);
