using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Accounts as requests and commands ask for them. An administrator manages all. A manager manages the accounts whose roles are all in the
/// manager's own teams, and gives and takes roles there, none stronger than manager.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="normalize">A contact in the form in which contacts are compared.</param>
public sealed class AccountService(AccountStore accounts, Func<string, string> normalize)
{
    /// <summary>The accounts that a caller manages, by name.</summary>
    /// <param name="principal">Who asks.</param>
    public IReadOnlyList<AccountView> List(Principal principal) =>
        [.. accounts.List().Where(a => Manages(principal, a)).Select(ToView)];

    /// <summary>Makes an account.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="body">What it is to be.</param>
    /// <exception cref="AccessException">A member is not valid, or the caller may not make such an account.</exception>
    public async Task<AccountView> AddAsync(Principal principal, AccountBody body)
    {
        IReadOnlyList<Grant> grants = [.. (body.Grants ?? []).Select(ToGrant).Distinct()];
        RequireAll(principal, grants);
        return ToView(await accounts.AddAsync(
            body.Name ?? throw Invalid("name", "The account needs a name."), Password(body.Password), grants, principal.Actor));
    }

    /// <summary>Gives an account another password, and removes its passkeys.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The password.</param>
    /// <exception cref="AccessException">The caller manages no account of that name, or it cannot be the password.</exception>
    public async Task<AccountView> SetPasswordAsync(Principal principal, string name, PasswordBody body)
    {
        RequireManaged(principal, name);
        return ToView(await accounts.SetPasswordAsync(name, Password(body.Password)));
    }

    /// <summary>Gives an account a role.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The role.</param>
    /// <exception cref="AccessException">The caller manages no account of that name, or may not give the role.</exception>
    public async Task<AccountView> GrantAsync(Principal principal, string name, GrantBody body)
    {
        var grant = ToGrant(body);
        RequireAll(principal, [grant]);
        RequireManaged(principal, name);
        return ToView(await accounts.GrantAsync(name, grant));
    }

    /// <summary>Takes a role from an account.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="body">The role.</param>
    /// <exception cref="AccessException">The caller manages no account of that name, or it has no such role.</exception>
    public async Task<AccountView> RevokeAsync(Principal principal, string name, GrantBody body)
    {
        RequireManaged(principal, name);
        return ToView(await accounts.RevokeAsync(name, ToGrant(body)));
    }

    /// <summary>Removes an account.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The account's name.</param>
    /// <exception cref="AccessException">The caller manages no account of that name.</exception>
    public Task RemoveAsync(Principal principal, string name)
    {
        RequireManaged(principal, name);
        return accounts.RemoveAsync(name);
    }

    /// <summary>An account in JSON, without its password.</summary>
    /// <param name="account">The account.</param>
    internal static AccountView ToView(Account account) => new()
    {
        Name = account.Name,
        Grants = [.. account.Grants.Select(g => new GrantBody { Role = g.Role.ToName(), Team = g.Team, Worker = g.Worker })],
        Passkeys = [.. account.Passkeys.Select(p => p.Name)],
        Created = account.Created,
        CreatedBy = account.CreatedBy,
        LastSignIn = account.LastSignIn,
    };

    private static string Password(string? password) => password ?? throw Invalid("password", "The account needs a password.");

    private static AccessException Invalid(string field, string detail) => new(400, "invalid-field", detail, field);

    /// <summary>An account without any role is the administrators'.</summary>
    private static bool Manages(Principal principal, Account account) => principal.Has(Permission.Administer, null)
        || (account.Grants.Count > 0 && account.Grants.All(principal.Grants.Manages));

    private static void RequireAll(Principal principal, IReadOnlyList<Grant> grants)
    {
        if (!principal.Has(Permission.Administer, null) && (grants.Count == 0 || !grants.All(principal.Grants.Manages)))
        {
            throw new AccessException(
                403, "not-allowed", $"{principal.Actor} may give roles in its own teams alone, up to its own role.");
        }
    }

    private Grant ToGrant(GrantBody body) => new(
        GrantRules.ParseRole(body.Role), body.Team, body.Worker is null ? null : normalize(body.Worker));

    /// <summary>What a caller may not see is not known to it.</summary>
    private void RequireManaged(Principal principal, string name)
    {
        if (accounts.Find(name) is not { } account || !Manages(principal, account))
        {
            throw new AccessException(404, "account-unknown", $"There is no account {name}. List the accounts for their names.");
        }
    }
}
