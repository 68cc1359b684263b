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
            _lock = DataLock.Take(Path);
            DataFolder.MakeFile(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw new StorageException($"The data folder {System.IO.Path.GetDirectoryName(Path)} cannot be used ({e.Message}); choose another with --data.", e);
        }

        try
        {
            _readConnection = Connection(SqliteOpenMode.ReadOnly, pooled: true);
            _writer = new GroupWriter(OpenWriter(migrations), options.GroupLimit, logger);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>The SQLite file.</summary>
    public string Path { get; }

    /// <summary>Whether changes are being kept, and how many were.</summary>
    public StorageHealth Health => _writer.Health;

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
        _writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_readConnection));
        _lock.Dispose();
    }

    private SqliteConnection OpenWriter(IEnumerable<Migration> migrations)
    {
        var connection = new SqliteConnection(Connection(SqliteOpenMode.ReadWriteCreate, pooled: false));
        try
        {
            connection.Open();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;";
                command.ExecuteNonQuery();
            }

            Migrator.Apply(connection, Path, migrations);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageException($"The data file {Path} cannot be opened ({e.Message}); choose another folder with --data.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Connection(SqliteOpenMode mode, bool pooled) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooled }.ToString();
}
