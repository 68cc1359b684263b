using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Sessions;

/// <summary>How sessions are kept. With a session ends, in one transaction, all that it holds.</summary>
internal sealed class SessionRows(Database database)
{
    /// <summary>A user's session on a node and about when it was last used; null for none.</summary>
    public async Task<(Session Session, DateTimeOffset LastUsed)?> ReadAsync(string node, string user)
    {
        await using var connection = database.OpenRead();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT session_key AS Key, app_user AS AppUser, parent_key AS ParentKey, last_used AS LastUsed FROM sessions "
                + "WHERE node = @node AND user_key = @user",
            new { node, user });
        return row is null ? null : (new Session(row.Key, row.AppUser, row.ParentKey), UnixTime.From(row.LastUsed));
    }

    public async Task<IReadOnlyList<string>> LoggedInAsync(string parentKey)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT user_key FROM sessions WHERE parent_key = @parentKey",
            new { parentKey })).AsList();
    }

    /// <summary>Whose key this is on a node, or null. That never changes; whether it is still live, the user's grain knows.</summary>
    public async Task<string?> OwnerAsync(string node, string key)
    {
        await using var connection = database.OpenRead();
        return await connection.ExecuteScalarAsync<string?>(
            "SELECT user_key FROM sessions WHERE session_key = @key AND node = @node", new { key, node });
    }

    /// <summary>All who have a session on a node.</summary>
    public async Task<IReadOnlyList<string>> UsersAsync(string node)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>("SELECT user_key FROM sessions WHERE node = @node", new { node })).AsList();
    }

    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int limit)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT node || '|' || user_key FROM sessions WHERE next_due <= @due ORDER BY next_due LIMIT @limit",
            new { due = UnixTime.ToMilliseconds(now), limit })).AsList();
    }

    public static IWrite Begin(string node, string user, Session session, DateTimeOffset now, DateTimeOffset due, Session? ended) =>
        new BeginWrite(node, user, session, now, due, ended?.Key);

    /// <summary>Ends a session. One that its application user's took along is gone already.</summary>
    public static IWrite End(string key) => new EndWrite(key);

    public static IWrite Touch(string key, DateTimeOffset idleAt) => new TouchWrite(key, idleAt);

    /// <summary>Keeps a use, about.</summary>
    public static IWrite Use(string key, DateTimeOffset at) => new UseWrite(key, at);

    private static void Delete(IWriteTransaction db, string key)
    {
        db.Execute(
            """
            DELETE FROM subscription_contacts WHERE EXISTS (
                SELECT 1 FROM subscriptions s JOIN sessions o ON o.session_key = s.session_key
                WHERE s.node = subscription_contacts.node AND s.user_key = subscription_contacts.user_key AND s.id = subscription_contacts.id
                AND (o.session_key = @p1 OR o.parent_key = @p1))
            """,
            key);
        db.Execute(
            "DELETE FROM subscriptions WHERE session_key IN (SELECT session_key FROM sessions WHERE session_key = @p1 OR parent_key = @p1)",
            key);
        db.Execute("DELETE FROM endpoints WHERE session_key = @p1", key);
        db.Execute("DELETE FROM sessions WHERE parent_key = @p1", key);
        db.Execute("DELETE FROM sessions WHERE session_key = @p1", key);
    }

    private sealed record Row(string Key, string AppUser, string? ParentKey, long LastUsed);

    private sealed record BeginWrite(string Node, string User, Session Session, DateTimeOffset Now, DateTimeOffset Due, string? Ended)
        : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            if (Ended is not null)
            {
                Delete(db, Ended);
            }

            db.Expect(
                1,
                """
                INSERT INTO sessions (session_key, node, user_key, app_user, parent_key, next_due, last_used)
                SELECT @p1, @p2, @p3, @p4, @p5, @p6, @p7
                WHERE (@p5 IS NULL AND EXISTS (SELECT 1 FROM app_users WHERE app_user = @p3))
                OR (EXISTS (SELECT 1 FROM sessions WHERE session_key = @p5) AND EXISTS (SELECT 1 FROM people WHERE person = @p3))
                """,
                Session.Key,
                Node,
                User,
                Session.ApplicationUser,
                Session.ParentKey,
                UnixTime.ToMilliseconds(Due),
                UnixTime.ToMilliseconds(Now));
        }
    }

    private sealed record EndWrite(string Key) : IWrite
    {
        public void Apply(IWriteTransaction db) => Delete(db, Key);
    }

    private sealed record UseWrite(string Key, DateTimeOffset At) : IWrite
    {
        public void Apply(IWriteTransaction db) =>
            db.Execute("UPDATE sessions SET last_used = @p2 WHERE session_key = @p1", Key, UnixTime.ToMilliseconds(At));
    }

    private sealed record TouchWrite(string Key, DateTimeOffset IdleAt) : IWrite
    {
        public void Apply(IWriteTransaction db) =>
            db.Expect(1, "UPDATE sessions SET next_due = @p2 WHERE session_key = @p1", Key, UnixTime.ToMilliseconds(IdleAt));
    }
}
