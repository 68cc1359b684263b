using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PresenceOfMind.Engine.Storage;

/// <summary>What failures of the store mean for the operator.</summary>
public static class StorageFault
{
    private const long LeastRoom = 256 * 1024;

    // The errno of a full disk and of a used-up quota on Linux and macOS, and both codes of Windows for a full disk.
    private static readonly HashSet<int> Full = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Finds out whether a failure at the start is the store's.</summary>
    /// <param name="error">The failure; its inner ones are looked through.</param>
    /// <param name="path">The data file.</param>
    /// <returns>One line: what, where, and what to do; null where it is another failure.</returns>
    public static string? Explain(Exception error, string path = "pom.db")
    {
        foreach (var cause in Causes(error))
        {
            if (cause is StorageException)
            {
                return cause.Message.ReplaceLineEndings(" ");
            }

            if (cause is SqliteException || IsFull(cause))
            {
                return Describe(cause, path);
            }
        }

        return null;
    }

    /// <summary>Says what a failure of the database means.</summary>
    /// <param name="error">SQLite's or the system's.</param>
    /// <param name="path">The data file.</param>
    internal static string Describe(Exception error, string path)
    {
        var folder = Path.GetDirectoryName(path);
        var said = error.Message.ReplaceLineEndings(" ");
        return IsFull(error) || HasNoRoom(error, folder)
            ? $"The disk of the data folder {folder} is full; make room, or choose another folder with --data."
            : IsDamaged(error)
                ? $"The data file {path} is damaged ({said}); restore the data folder from a back-up, or choose another with --data."
            : $"The data file {path} cannot be opened ({said}); choose another folder with --data.";
    }

    /// <summary>Whether the disk is full.</summary>
    internal static bool IsFull(Exception error) =>
        (error is SqliteException sqlite && sqlite.SqliteErrorCode == raw.SQLITE_FULL)
            || (error is IOException && Full.Contains(error.HResult));

    /// <summary>Whether the file holds something else than SQLite wrote.</summary>
    internal static bool IsDamaged(Exception error) =>
        error is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    // SQLite says only that it could not read or write where it finds no room for the files beside its own.
    private static bool HasNoRoom(Exception error, string? folder)
    {
        try
        {
            return error is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN }
                && folder is not null && new DriveInfo(folder).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        var waiting = new Queue<Exception>([error]);
        while (waiting.TryDequeue(out var next))
        {
            yield return next;
            foreach (var inner in next is AggregateException many
                ? many.InnerExceptions
                : next.InnerException is { } one ? [one] : (IEnumerable<Exception>)[])
            {
                waiting.Enqueue(inner);
            }
        }
    }
}
