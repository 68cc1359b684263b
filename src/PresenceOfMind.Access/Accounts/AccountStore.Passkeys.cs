using Microsoft.AspNetCore.Identity;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Accounts;

/// <content>The passkeys of accounts.</content>
public sealed partial class AccountStore
{
    /// <summary>How many passkeys an account has at most.</summary>
    public const int MostPasskeys = 20;

    /// <summary>
    /// Gives an account one more passkey. Its sessions end; pages that are open hear of it by <see cref="TellChanged"/>.
    /// </summary>
    /// <param name="name">The account's name.</param>
    /// <param name="stamp">The stamp of the person's session.</param>
    /// <param name="passkey">The passkey, which was verified.</param>
    /// <exception cref="AccessException">The session ended meanwhile, or there are too many.</exception>
    public Task<Account> AddPasskeyAsync(string name, string stamp, Passkey passkey) => ChangeOwnAsync(
        name,
        stamp,
        SessionEnd.Passkeys,
        stored => stored.Account.Passkeys.Count < MostPasskeys
            ? stored with { Account = stored.Account with { Passkeys = [.. stored.Account.Passkeys, passkey] } }
            : throw TooManyPasskeys());

    /// <summary>
    /// Takes a passkey from an account. Its sessions end; pages that are open hear of it by <see cref="TellChanged"/>.
    /// </summary>
    /// <param name="name">The account's name.</param>
    /// <param name="stamp">The stamp of the person's session.</param>
    /// <param name="passkey">The passkey's id.</param>
    /// <exception cref="AccessException">The session ended meanwhile, or the account has no such passkey.</exception>
    public Task<Account> RemovePasskeyAsync(string name, string stamp, string passkey) => ChangeOwnAsync(
        name,
        stamp,
        SessionEnd.Passkeys,
        stored => stored.Account.Passkeys.Any(p => p.Id == passkey)
            ? stored with { Account = stored.Account with { Passkeys = [.. stored.Account.Passkeys.Where(p => p.Id != passkey)] } }
            : throw new AccessException(404, "passkey-unknown", "Your account has no such passkey. Load this page again."));

    /// <summary>Why an account gets no further passkey.</summary>
    internal static AccessException TooManyPasskeys() => new(
        409, "too-many-passkeys", $"An account has at most {MostPasskeys} passkeys. Remove one that you do not use any more.");

    /// <summary>The account of an id; null where there is none.</summary>
    /// <param name="id">The id.</param>
    internal Account? FindById(string id) => _byName.Values.FirstOrDefault(a => a.Account.Id == id)?.Account;

    /// <summary>The account of a passkey; null where there is none.</summary>
    /// <param name="passkey">The passkey's id.</param>
    internal Account? FindByPasskey(string passkey) =>
        _byName.Values.FirstOrDefault(a => a.Account.Passkeys.Any(p => p.Id == passkey))?.Account;

    /// <summary>Keeps that a person signed in with a passkey. A lock-out, which is about passwords, does not matter.</summary>
    /// <param name="id">The account's id.</param>
    /// <param name="used">The passkey as the device used it, which was verified.</param>
    /// <returns>The account; null where the passkey was removed meanwhile, or where the device counted no further.</returns>
    internal async Task<Account?> SignInByPasskeyAsync(string id, UserPasskeyInfo used)
    {
        await _changing.WaitAsync();
        try
        {
            var passkey = Passkey.ToId(used.CredentialId);
            if (_byName.Values.FirstOrDefault(a => a.Account.Id == id) is not { } stored
                || stored.Account.Passkeys.FirstOrDefault(p => p.Id == passkey) is not { } known
                || (known.SignCount > 0 && used.SignCount <= known.SignCount))
            {
                return null;
            }

            var now = wall.Now;
            var changed = known with { LastUsed = now, SignCount = used.SignCount, IsBackedUp = used.IsBackedUp };
            var signedIn = stored with
            {
                Account = stored.Account with
                {
                    LastSignIn = now,
                    Passkeys = [.. stored.Account.Passkeys.Select(p => p.Id == passkey ? changed : p)],
                },
            };
            await _rows.SetSignInAsync(signedIn, changed);
            _byName = _byName.SetItem(signedIn.Account.Name, signedIn);
            return signedIn.Account;
        }
        finally
        {
            _changing.Release();
        }
    }
}
