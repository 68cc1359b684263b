using PresenceOfMind.Engine.Grains;

namespace PresenceOfMind.Server.Presence;

/// <summary>Applies the blocking of watchers to people.</summary>
internal sealed class VisibilityService(IGrainFactory grains) : IVisibility
{
    public Task<bool> BlockAsync(string user, string watcher) => Person(user).SetBlockedAsync(watcher.ToLowerInvariant(), true);

    public Task<bool> UnblockAsync(string user, string watcher) => Person(user).SetBlockedAsync(watcher.ToLowerInvariant(), false);

    public async Task<IReadOnlyList<string>> ListBlockedAsync(string user) => await Person(user).BlockedAsync();

    private IPersonGrain Person(string user) => grains.Grain<IPersonGrain>(user.ToLowerInvariant());
}
