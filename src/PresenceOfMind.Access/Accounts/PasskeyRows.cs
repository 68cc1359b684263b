using System.Data.Common;
using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Accounts;

/// <summary>How the passkeys of accounts are kept. They are parts of the changes of <see cref="AccountRows"/>.</summary>
internal static class PasskeyRows
{
    /// <summary>All passkeys, by the id of their account.</summary>
    /// <param name="connection">The connection of the read.</param>
    public static ILookup<string, Passkey> ReadAll(DbConnection connection) => connection.Query<Row>(
        """
        SELECT id AS Id, account AS Account, name AS Name, created AS Created, last_used AS LastUsed, public_key AS PublicKey,
            sign_count AS SignCount, transports AS Transports, is_verified AS IsVerified, is_backup_eligible AS IsBackupEligible,
            is_backed_up AS IsBackedUp
        FROM access_passkeys ORDER BY account, created, id
        """).ToLookup(row => row.Account, ToPasskey);

    /// <summary>Replaces the passkeys of an account.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="account">The account as it is to be.</param>
    public static void Replace(IWriteTransaction db, Account account)
    {
        Remove(db, account.Id);
        foreach (var passkey in account.Passkeys)
        {
            db.Execute(
                """
                INSERT INTO access_passkeys (id, account, name, created, last_used, public_key, sign_count, transports, is_verified,
                    is_backup_eligible, is_backed_up)
                VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
                """,
                passkey.Id,
                account.Id,
                passkey.Name,
                UnixTime.ToMilliseconds(passkey.Created),
                UnixTime.ToMilliseconds(passkey.LastUsed),
                SqlValue.FromBytes(passkey.PublicKey),
                passkey.SignCount,
                passkey.Transports,
                passkey.IsUserVerified,
                passkey.IsBackupEligible,
                passkey.IsBackedUp);
        }
    }

    /// <summary>Keeps that a passkey was used.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="passkey">The passkey as it is now.</param>
    public static void Use(IWriteTransaction db, Passkey passkey) => db.Execute(
        "UPDATE access_passkeys SET last_used = @p1, sign_count = @p2, is_backed_up = @p3 WHERE id = @p4",
        UnixTime.ToMilliseconds(passkey.LastUsed),
        passkey.SignCount,
        passkey.IsBackedUp,
        passkey.Id);

    /// <summary>Removes the passkeys of an account.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="account">The account's id.</param>
    public static void Remove(IWriteTransaction db, string account) =>
        db.Execute("DELETE FROM access_passkeys WHERE account = @p1", account);

    private static Passkey ToPasskey(Row row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Created = UnixTime.From(row.Created),
        LastUsed = row.LastUsed is { } at ? UnixTime.From(at) : null,
        PublicKey = row.PublicKey,
        SignCount = (uint)row.SignCount,
        Transports = row.Transports,
        IsUserVerified = row.IsVerified != 0,
        IsBackupEligible = row.IsBackupEligible != 0,
        IsBackedUp = row.IsBackedUp != 0,
    };

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Account { get; init; }

        public required string Name { get; init; }

        public long Created { get; init; }

        public long? LastUsed { get; init; }

        public required byte[] PublicKey { get; init; }

        public long SignCount { get; init; }

        public required string Transports { get; init; }

        public long IsVerified { get; init; }

        public long IsBackupEligible { get; init; }

        public long IsBackedUp { get; init; }
    }
}
