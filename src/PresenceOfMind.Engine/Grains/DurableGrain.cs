using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Grains;

/// <summary>
/// A grain that decides at once, in order, hands its rows to the writer and answers when they are committed.
/// Grains made from it are reentrant, so that commands which wait for the disk share one commit.
/// </summary>
/// <remarks>
/// When a commit fails, what was decided after it rests on nothing: every later call of this activation fails
/// too, and the next one reads the database again.
/// </remarks>
public abstract class DurableGrain : Grain
{
    private readonly Database _database;
    private readonly WriteSequence _line;

    /// <summary>Makes the shell.</summary>
    /// <param name="database">Where its rows are kept.</param>
    protected DurableGrain(Database database)
    {
        _database = database;
        _line = new WriteSequence(database, this.Forget);
    }

    /// <summary>
    /// Ends when everything that was handed over so far is committed. Await it before a read or an answer leaves
    /// that rests on what was decided.
    /// </summary>
    /// <exception cref="StorageException">It could not be committed.</exception>
    protected Task Committed => _line.Committed;

    /// <summary>Hands rows over, in the order of the calls.</summary>
    /// <param name="write">The rows.</param>
    /// <returns>Ends when they, and all before them, are committed.</returns>
    /// <exception cref="FencedException">Another writer was first; this activation drops its state.</exception>
    /// <exception cref="StorageException">They could not be kept; this activation forgets what it held.</exception>
    protected Task CommitAsync(IWrite write) => _line.WriteAsync(write);

    /// <summary>
    /// Hands over rows on which no other change depends: no caller waits for them, and if they cannot be stored, no state is dropped.
    /// </summary>
    /// <param name="write">The rows.</param>
    protected void Note(IWrite write) => _database.WriteAsync(write).Ignore();
}
