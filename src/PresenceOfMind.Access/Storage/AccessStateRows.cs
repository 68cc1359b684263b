using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Storage;

/// <summary>Whether people made a key or an account once: one row.</summary>
internal static class AccessStateRows
{
    /// <summary>Whether it was written that everybody is asked.</summary>
    public static bool IsClosed(Database database)
    {
        using var connection = database.OpenRead();
        return connection.ExecuteScalar<long?>("SELECT closed FROM access_state WHERE id = 1") is not null;
    }

    /// <summary>Writes that from now on everybody is asked. Call <see cref="AccessState.Close"/> after the commit.</summary>
    /// <param name="db">The transaction of the first key or account.</param>
    /// <param name="now">The time by the wall clock.</param>
    public static void Close(IWriteTransaction db, DateTimeOffset now) => db.Execute(
        "INSERT INTO access_state (id, closed) VALUES (1, @p1) ON CONFLICT (id) DO NOTHING", UnixTime.ToMilliseconds(now));

    /// <summary>Writes the same in a transaction of its own.</summary>
    /// <param name="database">The store.</param>
    /// <param name="now">The time by the wall clock.</param>
    public static Task CloseAsync(Database database, DateTimeOffset now) => database.WriteAsync(new CloseWrite(now));

    private sealed record CloseWrite(DateTimeOffset Now) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => Close(db, Now);
    }
}
