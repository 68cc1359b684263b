using Dapper;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Accounts;

/// <summary>How accounts are kept.</summary>
/// <param name="database">The store.</param>
internal sealed class AccountRows(Database database)
{
    /// <summary>All accounts.</summary>
    public IReadOnlyList<StoredAccount> ReadAll()
    {
        using var connection = database.OpenRead();
        var grants = connection
            .Query<GrantRow>(
                "SELECT account AS Account, role AS Role, team AS Team, worker AS Worker FROM access_grants ORDER BY account, position")
            .ToLookup(g => g.Account);
        var passkeys = PasskeyRows.ReadAll(connection);
        return [.. connection.Query<Row>(
            """
            SELECT id AS Id, name AS Name, password_hash AS PasswordHash, stamp AS Stamp, created AS Created,
                created_by AS CreatedBy, last_sign_in AS LastSignIn
            FROM access_accounts
            """).Select(row => ToAccount(row, grants[row.Id], passkeys[row.Id]))];
    }

    /// <summary>Keeps a new account. From then on everybody is asked for a key or an account.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="FencedException">There is an account of that name.</exception>
    public Task InsertAsync(StoredAccount account) => database.WriteAsync(new InsertWrite(account));

    /// <summary>Replaces the password's hash, the stamp, the passkeys and the roles of an account.</summary>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="replaced">The stamp that it had.</param>
    /// <exception cref="FencedException">It was changed or removed meanwhile.</exception>
    public Task UpdateAsync(StoredAccount account, string replaced) => database.WriteAsync(new UpdateWrite(account, replaced));

    /// <summary>Keeps when a person signed in, and the hash, which may have been made anew.</summary>
    /// <param name="account">The account.</param>
    /// <param name="passkey">The passkey with which the person did; null for none.</param>
    public Task SetSignInAsync(StoredAccount account, Passkey? passkey = null) => database.WriteAsync(new SignInWrite(account, passkey));

    /// <summary>Replaces the name of who made an account.</summary>
    /// <param name="account">The account with that name.</param>
    public Task SetCreatorAsync(Account account) => database.WriteAsync(new CreatorWrite(account));

    /// <summary>Removes an account with its roles.</summary>
    /// <param name="id">Its id.</param>
    public Task DeleteAsync(string id) => database.WriteAsync(new DeleteWrite(id));

    private static StoredAccount ToAccount(Row row, IEnumerable<GrantRow> grants, IEnumerable<Passkey> passkeys) => new(
        new Account
        {
            Id = row.Id,
            Name = row.Name,
            Stamp = row.Stamp,
            Grants = [.. grants.Select(g => new Grant(
                RoleNames.Parse(g.Role) ?? throw new StorageException($"No role is called {g.Role}."), g.Team, g.Worker))],
            Passkeys = [.. passkeys],
            Created = UnixTime.From(row.Created),
            CreatedBy = row.CreatedBy,
            LastSignIn = row.LastSignIn is { } at ? UnixTime.From(at) : null,
        },
        row.PasswordHash);

    private static void InsertGrants(IWriteTransaction db, Account account)
    {
        for (var i = 0; i < account.Grants.Count; i++)
        {
            var grant = account.Grants[i];
            db.Execute(
                "INSERT INTO access_grants (account, position, role, team, worker) VALUES (@p1, @p2, @p3, @p4, @p5)",
                account.Id,
                i,
                grant.Role.ToName(),
                grant.Team,
                grant.Worker);
        }
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public string? PasswordHash { get; init; }

        public required string Stamp { get; init; }

        public long Created { get; init; }

        public string? CreatedBy { get; init; }

        public long? LastSignIn { get; init; }
    }

    private sealed record GrantRow
    {
        public required string Account { get; init; }

        public required string Role { get; init; }

        public string? Team { get; init; }

        public string? Worker { get; init; }
    }

    private sealed record InsertWrite(StoredAccount Stored) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            var account = Stored.Account;
            db.Expect(
                1,
                """
                INSERT INTO access_accounts (id, name, password_hash, stamp, created, created_by)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6) ON CONFLICT DO NOTHING
                """,
                account.Id,
                account.Name,
                Stored.PasswordHash,
                account.Stamp,
                UnixTime.ToMilliseconds(account.Created),
                account.CreatedBy);
            InsertGrants(db, account);
            AccessStateRows.Close(db, account.Created);
        }
    }

    private sealed record UpdateWrite(StoredAccount Stored, string Replaced) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Expect(
                1,
                "UPDATE access_accounts SET password_hash = @p1, stamp = @p2 WHERE id = @p3 AND stamp = @p4",
                Stored.PasswordHash,
                Stored.Account.Stamp,
                Stored.Account.Id,
                Replaced);
            db.Execute("DELETE FROM access_grants WHERE account = @p1", Stored.Account.Id);
            InsertGrants(db, Stored.Account);
            PasskeyRows.Replace(db, Stored.Account);
        }
    }

    private sealed record SignInWrite(StoredAccount Stored, Passkey? Passkey) : IWrite
    {
        public bool IsOneStatement => Passkey is null;

        public void Apply(IWriteTransaction db)
        {
            db.Execute(
                "UPDATE access_accounts SET last_sign_in = @p1, password_hash = @p2 WHERE id = @p3 AND stamp = @p4",
                UnixTime.ToMilliseconds(Stored.Account.LastSignIn),
                Stored.PasswordHash,
                Stored.Account.Id,
                Stored.Account.Stamp);
            if (Passkey is not null)
            {
                PasskeyRows.Use(db, Passkey);
            }
        }
    }

    private sealed record CreatorWrite(Account Account) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) =>
            db.Execute("UPDATE access_accounts SET created_by = @p1 WHERE id = @p2", Account.CreatedBy, Account.Id);
    }

    private sealed record DeleteWrite(string Id) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("DELETE FROM access_grants WHERE account = @p1", Id);
            PasskeyRows.Remove(db, Id);
            db.Execute("DELETE FROM access_accounts WHERE id = @p1", Id);
        }
    }
}
