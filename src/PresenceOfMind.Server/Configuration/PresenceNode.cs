namespace PresenceOfMind.Server.Configuration;

/// <summary>A node of the service. Nodes of one process share directory and presence, never sessions (PWS).</summary>
/// <param name="Name">Its host name or address, with its port where that is not the usual one.</param>
/// <param name="Ports">The local ports at which this process answers for it.</param>
public sealed record PresenceNode(string Name, IReadOnlyCollection<int> Ports);
