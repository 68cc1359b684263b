using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Server.Nodes;

namespace PresenceOfMind.Server.Sessions;

/// <summary>Ends the sessions of a node that an operator takes down.</summary>
internal sealed class NodeSessionsService(SessionRows rows, IGrainFactory grains) : INodeSessions
{
    public async Task EndAllAsync(string node)
    {
        var users = await rows.UsersAsync(node);
        await Task.WhenAll(users.Select(user => grains.Grain<ISessionGrain>(NodeUser.Key(node, user)).RemoveAsync()));
    }
}
