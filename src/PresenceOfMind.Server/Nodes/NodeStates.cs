using System.Collections.Concurrent;

namespace PresenceOfMind.Server.Nodes;

/// <summary>Which nodes an operator has taken down, to see what clients do.</summary>
internal sealed class NodeStates
{
    private readonly ConcurrentDictionary<string, bool> _down = new();

    public bool IsUp(string node) => !_down.ContainsKey(node);

    public void Set(string node, bool up)
    {
        if (up)
        {
            _down.TryRemove(node, out _);
        }
        else
        {
            _down[node] = true;
        }
    }
}
