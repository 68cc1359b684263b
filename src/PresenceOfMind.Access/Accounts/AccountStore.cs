using System.Collections.Immutable;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Accounts;

/// <summary>The accounts of people: made, changed, removed and found. All are held in memory, so that a request reads no table.</summary>
/// <param name="database">The store.</param>
/// <param name="state">Ends being open at the first account, and hears of each change.</param>
/// <param name="wall">The clock of what is shown.</param>
/// <param name="time">The clock of the lock-out, and of sessions.</param>
public sealed partial class AccountStore(Database database, AccessState state, WallClock wall, TimeProvider time) : IDisposable
{
    /// <summary>How many roles an account has at most.</summary>
    public const int MostGrants = 100;

    /// <summary>Of how many former stamps the reason is kept.</summary>
    private const int MostFormer = 10_000;

    private readonly AccountRows _rows = new(database);
    private readonly AccountPasswords _passwords = new();
    private readonly SignInFailures _failures = new(time);

    /// <summary>Why accounts have another stamp than before, for as long as a session lasts.</summary>
    private readonly RecentEntries<SessionEnd> _former = new(time, SessionLengths.Longest, MostFormer);

    private readonly SemaphoreSlim _changing = new(1);
    private volatile ImmutableDictionary<string, StoredAccount> _byName =
        new AccountRows(database).ReadAll().ToImmutableDictionary(a => a.Account.Name, StringComparer.Ordinal);

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<Account> List() => [.. _byName.Values.Select(a => a.Account).OrderBy(a => a.Name, StringComparer.Ordinal)];

    /// <summary>The account of a name; null where there is none.</summary>
    /// <param name="name">The name, as somebody wrote it.</param>
    public Account? Find(string name) => _byName.GetValueOrDefault(AccountRules.Normalize(name))?.Account;

    /// <summary>The account of a session; null where it was removed, or where its password or its roles changed since.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="stamp">The stamp that the account had when the session began.</param>
    public Account? FindByStamp(string name, string stamp) =>
        _byName.GetValueOrDefault(name)?.Account is { } account && account.Stamp == stamp ? account : null;

    /// <summary>Why the sessions of a stamp ended.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="stamp">The stamp that the account had when the session began.</param>
    internal SessionEnd FindEnd(string name, string stamp) =>
        _byName.ContainsKey(name) ? _former.Find(stamp) : SessionEnd.Removed;

    /// <summary>Makes an account. From then on everybody is asked for a key or an account.</summary>
    /// <param name="name">The sign-in name.</param>
    /// <param name="password">The password.</param>
    /// <param name="grants">The roles.</param>
    /// <param name="by">Who makes it, such as <c>key:admin</c>; null where nobody was asked.</param>
    /// <exception cref="AccessException">It cannot be so.</exception>
    public async Task<Account> AddAsync(string name, string password, IReadOnlyList<Grant> grants, string? by)
    {
        name = AccountRules.Normalize(name);
        AccountRules.CheckName(name);
        CheckGrants(grants);
        AccountRules.CheckPassword(password, name);
        var hash = _passwords.Hash(password);
        await _changing.WaitAsync();
        try
        {
            if (_byName.ContainsKey(name))
            {
                throw new AccessException(
                    409, "account-known", $"There is an account {name} already. Choose another name, or change that account.", "name");
            }

            var added = new StoredAccount(
                new Account
                {
                    Id = Guid.CreateVersion7().ToString("N"),
                    Name = name,
                    Grants = grants,
                    Stamp = NewStamp(),
                    Created = wall.Now,
                    CreatedBy = by,
                },
                hash);
            await _rows.InsertAsync(added);
            _byName = _byName.SetItem(name, added);
            state.Close();
            return added.Account;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Gives an account another password, for an administrator. Its sessions end, a lock-out too, and its passkeys are removed: who asks
    /// for this has lost them, or fears that somebody else has one.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="AccessException">There is no such account, or it cannot be the password.</exception>
    public Task<Account> SetPasswordAsync(string name, string password)
    {
        name = AccountRules.Normalize(name);
        AccountRules.CheckPassword(password, name);
        var hash = _passwords.Hash(password);
        return ChangeAsync(name, SessionEnd.Password, account =>
        {
            _failures.Forget(name);
            return account with { Account = account.Account with { Passkeys = [] }, PasswordHash = hash };
        });
    }

    /// <summary>
    /// Gives an account the password that its person chose. Its sessions end; pages that are open hear of it by <see cref="TellChanged"/>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="stamp">The stamp of the person's session.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="AccessException">The session ended meanwhile, or it cannot be the password.</exception>
    public Task<Account> ChangeOwnPasswordAsync(string name, string stamp, string password)
    {
        AccountRules.CheckPassword(password, name);
        var hash = _passwords.Hash(password);
        return ChangeOwnAsync(name, stamp, SessionEnd.Password, account => account with { PasswordHash = hash });
    }

    /// <summary>Ends the sessions of an account; pages that are open hear of it by <see cref="TellChanged"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stamp">The stamp of the person's session.</param>
    /// <exception cref="AccessException">The session ended meanwhile.</exception>
    public Task<Account> EndSessionsAsync(string name, string stamp) =>
        ChangeOwnAsync(name, stamp, SessionEnd.Elsewhere, account => account);

    /// <summary>
    /// Tells pages that are open that people changed their own accounts. It comes after the answer, so that the other pages of the same
    /// browser load anew with its new session.
    /// </summary>
    public void TellChanged() => state.NotifyChanged();

    /// <summary>Gives an account a role besides those that it has. Its sessions end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="grant">The role.</param>
    /// <exception cref="AccessException">There is no such account, or it cannot be the role.</exception>
    public Task<Account> GrantAsync(string name, Grant grant) => ChangeAsync(AccountRules.Normalize(name), SessionEnd.Roles, stored =>
    {
        if (stored.Account.Grants.Contains(grant))
        {
            throw new AccessException(409, "grant-known", $"{stored.Account.Name} has this role already.");
        }

        IReadOnlyList<Grant> grants = [.. stored.Account.Grants, grant];
        CheckGrants(grants);
        return stored with { Account = stored.Account with { Grants = grants } };
    });

    /// <summary>Takes a role from an account. Its sessions end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="grant">The role.</param>
    /// <exception cref="AccessException">There is no such account, or it has no such role.</exception>
    public Task<Account> RevokeAsync(string name, Grant grant) => ChangeAsync(
        AccountRules.Normalize(name),
        SessionEnd.Roles,
        stored => stored.Account.Grants.Contains(grant)
            ? stored with { Account = stored.Account with { Grants = [.. stored.Account.Grants.Where(g => g != grant)] } }
            : throw new AccessException(
                404, "grant-unknown", $"{stored.Account.Name} does not have this role. List the accounts for their roles."));

    /// <summary>Removes an account. Its sessions end.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The account that was removed.</returns>
    /// <exception cref="AccessException">There is no such account.</exception>
    public async Task<Account> RemoveAsync(string name)
    {
        await _changing.WaitAsync();
        try
        {
            var found = Require(AccountRules.Normalize(name));
            await _rows.DeleteAsync(found.Account.Id);
            _byName = _byName.Remove(found.Account.Name);
            state.NotifyChanged();
            return found.Account;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Takes the role of a worker who is erased from a team, removes an account that has no other, and replaces the person in the names of
    /// who made accounts.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="worker">The worker's contact, in the form in which contacts are compared.</param>
    /// <param name="text">Replaces the person in a text; null where the person is not in it.</param>
    public async Task EraseAsync(string team, string worker, Func<string, string?> text)
    {
        foreach (var account in List())
        {
            if (account.Grants.FirstOrDefault(g => g.Team == team && g.Worker == worker) is not { } grant)
            {
                continue;
            }

            try
            {
                await (account.Grants.Count == 1 ? RemoveAsync(account.Name) : RevokeAsync(account.Name, grant));
            }
            catch (AccessException gone) when (gone.Status == 404)
            {
                // It was taken meanwhile.
            }
        }

        await _changing.WaitAsync();
        try
        {
            foreach (var (name, stored) in _byName)
            {
                if (stored.Account.CreatedBy is { } by && text(by) is { } creator)
                {
                    var renamed = stored with { Account = stored.Account with { CreatedBy = creator } };
                    await _rows.SetCreatorAsync(renamed.Account);
                    _byName = _byName.SetItem(name, renamed);
                }
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Checks a name and a password. An unknown name takes the same time as a known one, and has the same answer.
    /// </summary>
    /// <param name="name">The name, as somebody wrote it.</param>
    /// <param name="password">The password.</param>
    public async Task<SignInOutcome> SignInAsync(string name, string password)
    {
        var outcome = Check(name, password, out var renewed);
        if (outcome.Account is not { } found)
        {
            return outcome;
        }

        await _changing.WaitAsync();
        try
        {
            // Whoever was removed or changed meanwhile signs in again.
            if (_byName.GetValueOrDefault(found.Name) is not { } now || now.Account.Stamp != found.Stamp)
            {
                return new SignInOutcome(null, TimeSpan.Zero);
            }

            var signedIn = new StoredAccount(now.Account with { LastSignIn = wall.Now }, renewed ?? now.PasswordHash);
            await _rows.SetSignInAsync(signedIn);
            _byName = _byName.SetItem(found.Name, signedIn);
            return new SignInOutcome(signedIn.Account, TimeSpan.Zero);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Checks a name and a password of somebody who is signed in. A wrong password counts for the lock-out, as at a sign-in.
    /// </summary>
    /// <param name="name">The account's name.</param>
    /// <param name="password">The password.</param>
    public SignInOutcome Confirm(string name, string password) => Check(name, password, out _);

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static void CheckGrants(IReadOnlyList<Grant> grants)
    {
        if (grants.Count > MostGrants)
        {
            throw new AccessException(400, "invalid-field", $"An account has at most {MostGrants} roles.", "grants");
        }

        foreach (var grant in grants)
        {
            GrantRules.Check(grant);
        }
    }

    /// <param name="name">The name, as somebody wrote it.</param>
    /// <param name="password">The password.</param>
    /// <param name="renewed">A new hash to keep; null for none.</param>
    private SignInOutcome Check(string name, string password, out string? renewed)
    {
        renewed = null;
        name = AccountRules.Normalize(name);
        if (name.Length > AccountRules.LongestName || password.Length > AccountRules.LongestPassword)
        {
            return new SignInOutcome(null, TimeSpan.Zero);
        }

        if (_failures.Begin(name) is { Ticks: > 0 } locked)
        {
            return new SignInOutcome(null, locked);
        }

        var found = _byName.GetValueOrDefault(name);
        if (!_passwords.Verify(found?.PasswordHash, password, out renewed))
        {
            return new SignInOutcome(null, TimeSpan.Zero);
        }

        _failures.Forget(name);
        return new SignInOutcome(found!.Account, TimeSpan.Zero);
    }

    /// <summary>Changes an account for its own person.</summary>
    private Task<Account> ChangeOwnAsync(string name, string stamp, SessionEnd end, Func<StoredAccount, StoredAccount> change) =>
        ChangeAsync(
            name,
            end,
            stored => stored.Account.Stamp == stamp
                ? change(stored)
                : throw new AccessException(401, "session-ended", "Your account changed meanwhile. Load this page again."),
            isTold: false);

    private async Task<Account> ChangeAsync(
        string name, SessionEnd end, Func<StoredAccount, StoredAccount> change, bool isTold = true)
    {
        await _changing.WaitAsync();
        try
        {
            var found = Require(name);
            var changed = change(found);
            changed = changed with { Account = changed.Account with { Stamp = NewStamp() } };
            await _rows.UpdateAsync(changed, found.Account.Stamp);
            _former.TryAdd(found.Account.Stamp, end);
            _byName = _byName.SetItem(name, changed);
            if (isTold)
            {
                state.NotifyChanged();
            }

            return changed.Account;
        }
        finally
        {
            _changing.Release();
        }
    }

    private StoredAccount Require(string name) => _byName.GetValueOrDefault(name)
        ?? throw new AccessException(404, "account-unknown", $"There is no account {name}. List the accounts for their names.");
}
