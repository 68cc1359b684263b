using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// Everything that a page reads and does of keys, accounts and the audit. Each method is a row of <see cref="PageActionTable"/>, asks
/// whether the reader may now, and each change is in the audit as if it had come by the API.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="trail">The audit.</param>
/// <param name="user">The reader.</param>
internal sealed class AccessActions(KeyService keys, AccountService accounts, AuditTrail trail, PageUser user)
    : AuditedActions(trail, user)
{
    private const int AuditPageLength = 50;

    /// <summary>The keys that the reader manages.</summary>
    public async Task<IReadOnlyList<KeyView>> ListKeysAsync() => keys.List(await RequireAsync());

    /// <summary>Makes a key.</summary>
    /// <param name="body">What it is to be.</param>
    /// <param name="address">The reader's address.</param>
    /// <returns>The key, with its text.</returns>
    /// <exception cref="AccessException">It cannot be so, or the reader may not make it.</exception>
    public async Task<KeyView> AddKeyAsync(KeyBody body, string? address)
    {
        var principal = await RequireAsync();
        if (principal.Kind is PrincipalKind.Anyone)
        {
            throw new AccessException(
                409,
                "account-needed",
                "Make an administrator's account first: the first key or account ends that nobody is asked to sign in.");
        }

        return await ChangeAsync(principal, "POST /admin/keys", null, address, () => keys.AddAsync(principal, body), k => k.Name);
    }

    /// <summary>Gives a key a new text.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="body">How.</param>
    /// <param name="address">The reader's address.</param>
    /// <returns>The key, with its new text.</returns>
    /// <exception cref="AccessException">The reader manages no such key, or the overlap is too long.</exception>
    public async Task<KeyView> RotateKeyAsync(string name, RotateBody body, string? address)
    {
        var principal = await RequireAsync();
        return await ChangeAsync(
            principal, "POST /admin/keys/{name}/rotate", name, address, () => keys.RotateAsync(principal, name, body));
    }

    /// <summary>Revokes a key at once.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">The reader manages no such key.</exception>
    public async Task RevokeKeyAsync(string name, string? address)
    {
        var principal = await RequireAsync();
        await ChangeAsync(principal, "DELETE /admin/keys/{name}", name, address, () => keys.RevokeAsync(principal, name));
    }

    /// <summary>The accounts that the reader manages.</summary>
    public async Task<IReadOnlyList<AccountView>> ListAccountsAsync() => accounts.List(await RequireAsync());

    /// <summary>Makes an account.</summary>
    /// <param name="body">What it is to be.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">It cannot be so, or the reader may not make it.</exception>
    public async Task<AccountView> AddAccountAsync(AccountBody body, string? address)
    {
        var principal = await RequireAsync();
        if (principal.Kind is PrincipalKind.Anyone && body.Grants?.Any(g => g.Role == Role.Administrator.ToName()) != true)
        {
            throw new AccessException(
                409,
                "administrator-needed",
                "The first account must be an administrator's: from then on nobody is administrator without one.",
                "role");
        }

        return await ChangeAsync(
            principal, "POST /admin/accounts", null, address, () => accounts.AddAsync(principal, body), a => a.Name);
    }

    /// <summary>Gives an account another password, which ends its sessions.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The password.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">The reader manages no such account, or it cannot be the password.</exception>
    public async Task SetPasswordAsync(string name, PasswordBody body, string? address)
    {
        var principal = await RequireAsync();
        await ChangeAsync(
            principal, "PUT /admin/accounts/{name}/password", name, address, () => accounts.SetPasswordAsync(principal, name, body));
    }

    /// <summary>Gives an account a role.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The role.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">The reader manages no such account, or may not give the role.</exception>
    public async Task GrantRoleAsync(string name, GrantBody body, string? address)
    {
        var principal = await RequireAsync();
        await ChangeAsync(
            principal, "POST /admin/accounts/{name}/grant", name, address, () => accounts.GrantAsync(principal, name, body));
    }

    /// <summary>Takes a role from an account.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The role.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">The reader manages no such account, or it has no such role.</exception>
    public async Task RevokeRoleAsync(string name, GrantBody body, string? address)
    {
        var principal = await RequireAsync();
        await ChangeAsync(
            principal, "POST /admin/accounts/{name}/revoke", name, address, () => accounts.RevokeAsync(principal, name, body));
    }

    /// <summary>Removes an account.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="address">The reader's address.</param>
    /// <exception cref="AccessException">The reader manages no such account.</exception>
    public async Task RemoveAccountAsync(string name, string? address)
    {
        var principal = await RequireAsync();
        await ChangeAsync(principal, "DELETE /admin/accounts/{name}", name, address, () => accounts.RemoveAsync(principal, name));
    }

    /// <summary>A page of the audit, from the newest entry on.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="cursor">Where the page begins; null for the newest.</param>
    /// <exception cref="AccessException">It is no cursor.</exception>
    public async Task<AuditPage> ReadAuditAsync(AuditFilter filter, string? cursor) =>
        await AuditPages.ReadAsync(Trail, filter.For(await RequireAsync()), cursor, AuditPageLength);

    private async Task ChangeAsync(
        Principal principal, string route, string name, string? address, Func<Task> change) => await ChangeAsync<string>(
        principal,
        route,
        name,
        address,
        async () =>
        {
            await change();
            return name;
        });

    /// <summary>Makes a change, which the audit keeps by the name of the route that does the same.</summary>
    private Task<T> ChangeAsync<T>(
        Principal principal, string route, string? name, string? address, Func<Task<T>> change, Func<T, string?>? made = null)
    {
        var parts = route.Split(' ');
        var action = AuditTable.Find(parts[0], parts[1])!.Action;
        return Trail.ChangeAsync(principal, new AuditTarget(action, name, null), change, made, address);
    }
}
