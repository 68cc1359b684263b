using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// What people do with their own accounts. Each method is a row of <see cref="PageActionTable"/>. A change ends the person's other
/// sessions; the one of the request goes on.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="signIns">Asks for the password once more, and lets the session go on.</param>
/// <param name="passkeys">Verifies passkeys.</param>
/// <param name="trail">The audit.</param>
/// <param name="user">The reader.</param>
internal sealed class OwnAccountActions(
    AccountStore accounts, SignInService signIns, PasskeyService passkeys, AuditTrail trail, PageUser user)
    : AuditedActions(trail, user)
{
    /// <summary>Gives the reader's account another password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="current">The password that it has; null for nothing.</param>
    /// <param name="next">The password that it is to have; null for nothing.</param>
    /// <exception cref="AccessException">The current password is wrong, or the other one cannot be the password.</exception>
    public async Task ChangePasswordAsync(HttpContext context, string? current, string? next)
    {
        var principal = await RequireAsync();
        var stamp = StampOf(principal);
        if (current is null || next is null)
        {
            throw new AccessException(400, "invalid-field", "Write the current password and the new one.", "password");
        }

        AccountRules.CheckPassword(next, principal.Name);
        if (current == next)
        {
            throw new AccessException(400, "invalid-field", "The new password is the current one. Choose another one.", "password");
        }

        await signIns.ConfirmAsync(context, principal, current);
        await ChangeAsync(
            context, principal, AuditTable.PasswordSet, () => accounts.ChangeOwnPasswordAsync(principal.Name, stamp, next));
    }

    /// <summary>The reader's passkeys; none for who has no account here.</summary>
    public async Task<IReadOnlyList<Passkey>> ListPasskeysAsync() => await RequireAsync() is { Kind: PrincipalKind.Account } principal
        ? accounts.Find(principal.Name)?.Passkeys ?? []
        : [];

    /// <summary>Begins that the reader gets a passkey, which needs the password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="password">The current password; null for nothing.</param>
    /// <returns>What the browser asks the device for, in JSON.</returns>
    /// <exception cref="AccessException">The password is wrong, or the reader has too many passkeys.</exception>
    public async Task<string> BeginPasskeyAsync(HttpContext context, string? password)
    {
        var principal = await RequireAsync();
        StampOf(principal);
        await signIns.ConfirmAsync(
            context, principal, password ?? throw new AccessException(400, "invalid-field", "Write your current password.", "password"));
        return await passkeys.BeginAddingAsync(context, principal);
    }

    /// <summary>Gives the reader's account the passkey that a device made.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the reader calls it; null for nothing.</param>
    /// <param name="credential">What the browser answered, in JSON; null for nothing.</param>
    /// <exception cref="AccessException">It is not what was asked for, or it comes too late.</exception>
    public async Task AddPasskeyAsync(HttpContext context, string? name, string? credential)
    {
        var principal = await RequireAsync();
        var stamp = StampOf(principal);
        if (name is not { Length: > 0 and <= Passkey.LongestName } || name.Any(char.IsControl) || credential is null)
        {
            throw new AccessException(400, "invalid-field", $"A passkey has a name of at most {Passkey.LongestName} characters.", "name");
        }

        var passkey = await passkeys.FinishAddingAsync(context, principal, name, credential);
        await ChangeAsync(context, principal, AuditTable.PasskeyAdded, () => accounts.AddPasskeyAsync(principal.Name, stamp, passkey));
    }

    /// <summary>Takes a passkey from the reader's account.</summary>
    /// <param name="context">The request.</param>
    /// <param name="passkey">The passkey's id; null for nothing.</param>
    /// <exception cref="AccessException">The reader has no such passkey.</exception>
    public async Task RemovePasskeyAsync(HttpContext context, string? passkey)
    {
        var principal = await RequireAsync();
        var stamp = StampOf(principal);
        await ChangeAsync(
            context,
            principal,
            AuditTable.PasskeyRemoved,
            () => accounts.RemovePasskeyAsync(principal.Name, stamp, passkey ?? ""));
    }

    /// <summary>Ends the reader's other sessions.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="AccessException">The reader has no account here.</exception>
    public async Task EndOtherSessionsAsync(HttpContext context)
    {
        var principal = await RequireAsync();
        var stamp = StampOf(principal);
        await ChangeAsync(context, principal, AuditTable.SessionsEnded, () => accounts.EndSessionsAsync(principal.Name, stamp));
    }

    private static string StampOf(Principal principal) => principal is { Kind: PrincipalKind.Account, Stamp: { } stamp }
        ? stamp
        : throw new AccessException(409, "account-needed", "You are not signed in with an account of this program.");

    private async Task ChangeAsync(HttpContext context, Principal principal, string action, Func<Task<Account>> change)
    {
        var account = await Trail.ChangeAsync(
            principal, new AuditTarget(action, principal.Name, null), change, address: context.ClientAddress());
        await signIns.GoOnAsync(context, principal, account);
    }
}
