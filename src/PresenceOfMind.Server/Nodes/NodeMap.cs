using System.Text;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Nodes;

/// <summary>
/// The nodes in the order of their configuration: which one a request reached, where a user is at home, and which one
/// stands in for which. A user without a configured home has one by a hash of the name, which is the same everywhere.
/// </summary>
internal sealed class NodeMap
{
    private readonly List<PresenceNode> _nodes;
    private readonly Dictionary<string, string> _homes = new(StringComparer.OrdinalIgnoreCase);

    public NodeMap(PresenceServerOptions options)
    {
        _nodes = options.Nodes.Count == 0 ? [new PresenceNode(options.NodeName, [])] : [.. options.Nodes];
        foreach (var (user, home) in options.Homes)
        {
            _homes[user] = home;
        }
    }

    public IEnumerable<string> Names => _nodes.Select(n => n.Name);

    public bool Has(string node) => _nodes.Exists(n => n.Name == node);

    /// <summary>The node that answers at a local port; the first where none claims it.</summary>
    public string At(int port) => (_nodes.Find(n => n.Ports.Contains(port)) ?? _nodes[0]).Name;

    /// <summary>Where a user is at home. Application users without a configured home are at home everywhere, and have none.</summary>
    public string? Home(string user, bool isApplicationUser) =>
        _homes.TryGetValue(user, out var home) ? home : isApplicationUser ? null : _nodes[(int)(Hash(user) % (uint)_nodes.Count)].Name;

    /// <summary>The node that stands in for another: the next one; null where there is one only.</summary>
    public string? Backup(string node) =>
        _nodes.Count == 1 ? null : _nodes[(_nodes.FindIndex(n => n.Name == node) + 1) % _nodes.Count].Name;

    // FNV-1a, since a string's own hash differs from start to start.
    private static uint Hash(string user)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(user.ToLowerInvariant()))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }
}
