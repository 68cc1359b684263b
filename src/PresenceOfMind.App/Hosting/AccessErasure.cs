using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Erasure;

namespace PresenceOfMind.App.Hosting;

/// <summary>Ends the keys and the roles of an erased worker.</summary>
/// <param name="keys">The keys.</param>
/// <param name="accounts">The accounts.</param>
internal sealed class AccessErasure(ApiKeys keys, AccountStore accounts) : IErasureTarget
{
    public async Task ReplaceAsync(TeamName team, Contact contact, Func<string, string?> text, Func<string, string?> json)
    {
        await keys.EraseAsync(team.Value, contact.Value, text);
        await accounts.EraseAsync(team.Value, contact.Value, text);
    }
}
