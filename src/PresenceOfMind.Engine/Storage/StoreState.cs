using Microsoft.Data.Sqlite;

namespace PresenceOfMind.Engine.Storage;

/// <summary>One row that says whether the file was closed, so that the next start knows of an unclean stop.</summary>
internal static class StoreState
{
    /// <summary>Notes that the file is open. It is a write too: a disk without room is found at the start.</summary>
    /// <returns>Whether it was closed before. A file of a release that did not note it counts as closed.</returns>
    public static bool Open(SqliteConnection connection)
    {
        using var transaction = new WriteTransaction(connection);
        transaction.Execute("CREATE TABLE IF NOT EXISTS store_state (id INTEGER NOT NULL PRIMARY KEY, open INTEGER NOT NULL)");
        var wasOpen = transaction.Scalar<long>("SELECT open FROM store_state WHERE id = 1") != 0;
        Note(transaction, open: true);
        return !wasOpen;
    }

    /// <summary>Notes that the file is closed.</summary>
    public static void Close(SqliteConnection connection)
    {
        using var transaction = new WriteTransaction(connection);
        Note(transaction, open: false);
    }

    // A new value each time, so that there is always a page to write.
    private static void Note(WriteTransaction transaction, bool open) => transaction.Execute(
        "INSERT INTO store_state (id, open) VALUES (1, @p1) "
            + "ON CONFLICT (id) DO UPDATE SET open = CASE WHEN @p1 = 0 THEN 0 ELSE open + 1 END",
        open ? 1 : 0);
}
