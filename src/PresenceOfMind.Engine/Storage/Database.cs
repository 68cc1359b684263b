using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// The embedded store: one SQLite file in WAL mode with full synchronisation, held by this process alone,
/// written in groups and read beside them.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly DataLock _lock;
    private readonly GroupWriter _writer;
    private readonly string _readConnection;
    private volatile Finding _finding = new(StorageCheck.NotNeeded, null);

    /// <summary>Opens the file, makes it where there is none, and brings its tables up to date.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="migrations">The tables of every component.</param>
    /// <param name="logger">Hears of groups that could not be committed.</param>
    /// <exception cref="DatabaseInUseException">Another program holds the file.</exception>
    /// <exception cref="SchemaTooNewException">A later release wrote the file.</exception>
    /// <exception cref="StorageException">The folder or file cannot be opened.</exception>
    public Database(StorageOptions options, IEnumerable<Migration> migrations, ILogger<Database> logger)
    {
        Path = options.Path;
        try
        {
            DataFolder.Make(System.IO.Path.GetDirectoryName(Path)!);
            _lock = DataLock.Acquire(Path);
            DataFolder.RefuseLostFile(Path);
            DataFolder.MakeFile(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            _lock?.Dispose();
            throw e as StorageException ?? new StorageException(
                StorageFault.IsFull(e)
                    ? StorageFault.Describe(e, Path)
                    : $"The data folder {Folder} cannot be used ({e.Message}); choose another with --data.",
                e);
        }

        try
        {
            _readConnection = Connection(SqliteOpenMode.ReadOnly, pooled: true);
            _writer = new GroupWriter(OpenWriter(migrations), options.GroupLimit, Lost, IsSound, Path, logger);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>The SQLite file.</summary>
    public string Path { get; }

    /// <summary>Whether changes are being kept, how many were, and what the check after an unclean stop found.</summary>
    public StorageHealth Health
    {
        get
        {
            var finding = _finding;
            return _writer.Health with { Lost = Lost(), Check = finding.Check, Found = finding.Found };
        }
    }

    /// <summary>How far the check after an unclean stop is.</summary>
    internal StorageCheck Check => _finding.Check;

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Hands a change over. Changes are applied in the order of these calls.</summary>
    /// <param name="write">The change.</param>
    /// <param name="scope">What it rests on; null where it rests on nothing.</param>
    /// <returns>Ends when the change is committed to the disk.</returns>
    /// <exception cref="FencedException">The change refused itself; nothing of it was kept.</exception>
    /// <exception cref="StorageException">The group, or a change that it rested on, could not be kept; nothing of it was.</exception>
    public Task WriteAsync(IWrite write, WriteScope? scope = null) => _writer.WriteAsync(write, scope);

    /// <summary>Opens a connection that only reads, and sees what is committed. Dispose it after use.</summary>
    public DbConnection OpenRead()
    {
        var connection = new SqliteConnection(_readConnection);
        connection.Open();
        return connection;
    }

    /// <summary>Commits what was handed over and closes the file.</summary>
    public void Dispose()
    {
        // The connection that closes last moves all changes into the data file, and one that only reads cannot.
        SqliteConnection.ClearPool(new SqliteConnection(_readConnection));
        _writer.Dispose();
        _lock.Dispose();
    }

    /// <summary>Keeps what the check found, for <see cref="Health"/>.</summary>
    internal void Checked(StorageCheck check, string? found) => _finding = new Finding(check, found);

    // Who closes before the check after an unclean stop has ended well, as a command does, leaves the check to the next start.
    private bool IsSound() => _finding.Check is StorageCheck.NotNeeded or StorageCheck.Sound;

    // The system goes on writing into a file that was deleted, and nobody finds there what was acknowledged.
    private string? Lost() => File.Exists(Path) && File.Exists(Path + "-wal")
        ? null
        : $"The data file {Path} has vanished, so nothing is stored. Restore the data folder as it was, "
            + "or stop and restore it from a back-up.";

    private SqliteConnection OpenWriter(IEnumerable<Migration> migrations)
    {
        var connection = new SqliteConnection(Connection(SqliteOpenMode.ReadWriteCreate, pooled: false));
        try
        {
            connection.Open();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                    + "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;";
                command.ExecuteNonQuery();
            }

            Migrator.Apply(connection, Path, migrations);
            _finding = new Finding(StoreState.Open(connection) ? StorageCheck.NotNeeded : StorageCheck.Running, null);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageException(StorageFault.Describe(e, Path), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Connection(SqliteOpenMode mode, bool pooled) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooled }.ToString();

    private sealed record Finding(StorageCheck Check, string? Found);
}
