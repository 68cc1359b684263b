using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Nodes;

/// <summary>Takes nodes down and up.</summary>
internal sealed class NodesService(NodeMap map, NodeStates states, SessionRows sessions, IGrainFactory grains) : INodes
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
            var users = await sessions.UsersAsync(node);
            await Task.WhenAll(users.Select(user => grains.Grain<ISessionGrain>(NodeUser.Key(node, user)).Remove()));
        }

        return true;
    }
}
