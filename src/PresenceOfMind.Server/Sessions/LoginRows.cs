using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Sessions;

/// <summary>What the check of a password rests on: the hash, and the addresses that the user logged in from.</summary>
internal sealed class LoginRows(Database database)
{
    /// <summary>How long an address stays trusted after a good log-in (PWS: within a day).</summary>
    public static readonly TimeSpan TrustedFor = TimeSpan.FromDays(1);

    // Half an hour less of trust is worth not to write at every log-in.
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(30);

    /// <summary>An application user's hash, and when it last logged in from an address; null if the name does not exist.</summary>
    public async Task<LoginRow?> ReadAsync(string user, string address)
    {
        await using var connection = database.OpenRead();
        return await connection.QuerySingleOrDefaultAsync<LoginRow>(
            """
            SELECT u.password AS Password, a.last_good AS LastGood FROM app_users u
            LEFT JOIN login_addresses a ON a.app_user = u.app_user AND a.address = @address WHERE u.app_user = @user
            """,
            new { user, address });
    }

    /// <summary>Keeps that a user logged in well from an address. Nothing rests on it, so nothing needs to wait for it.</summary>
    /// <param name="row">What was read before.</param>
    /// <param name="user">The user, in small letters.</param>
    /// <param name="address">The address.</param>
    /// <param name="now">The time.</param>
    public Task NoteGoodAsync(LoginRow row, string user, string address, DateTimeOffset now) =>
        row.WasGoodWithin(WrittenEvery, now) ? Task.CompletedTask : database.WriteAsync(new GoodWrite(user, address, now));

    private sealed record GoodWrite(string User, string Address, DateTimeOffset Now) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute(
                "DELETE FROM login_addresses WHERE app_user = @p1 AND last_good < @p2",
                User,
                UnixTime.ToMilliseconds(Now - TrustedFor));
            db.Execute(
                """
                INSERT INTO login_addresses (app_user, address, last_good)
                SELECT app_user, @p2, @p3 FROM app_users WHERE app_user = @p1
                ON CONFLICT (app_user, address) DO UPDATE SET last_good = excluded.last_good
                """,
                User,
                Address,
                UnixTime.ToMilliseconds(Now));
        }
    }
}

/// <summary>What is kept of an application user for its log-in from one address.</summary>
/// <param name="Password">The password's hash.</param>
/// <param name="LastGood">When it last logged in from there, in milliseconds since 1970; null for never.</param>
internal sealed record LoginRow(string Password, long? LastGood)
{
    /// <inheritdoc/>
    public override string ToString() => $"{LastGood}";

    /// <summary>Whether the last good log-in from there is not older than that.</summary>
    public bool WasGoodWithin(TimeSpan span, DateTimeOffset now) => LastGood is { } good && now - UnixTime.From(good) < span;
}
