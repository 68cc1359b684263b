using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Erasure;

namespace PresenceOfMind.App.Hosting;

/// <summary>Ends the keys, the roles and the sessions of an erased worker.</summary>
/// <param name="keys">The keys.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="openIds">The sessions of the identity provider; null where people do not sign in with one.</param>
internal sealed class AccessErasure(ApiKeys keys, AccountStore accounts, OpenIdSessions? openIds = null) : IErasureTarget
{
    public async Task ReplaceAsync(TeamName team, Contact contact, Func<string, string?> text, Func<string, string?> json)
    {
        await keys.EraseAsync(team.Value, contact.Value, text);
        await accounts.EraseAsync(team.Value, contact.Value, text);
        await (openIds?.EraseAsync(contact.Value) ?? Task.CompletedTask);
    }
}
