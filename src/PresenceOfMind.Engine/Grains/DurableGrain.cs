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
    private readonly WriteScope _scope = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Makes the shell.</summary>
    /// <param name="database">Where its rows are kept.</param>
    protected DurableGrain(Database database) => _database = database;

    /// <summary>
    /// Ends when everything that was handed over so far is committed. Await it before a read or an answer leaves
    /// that rests on what was decided.
    /// </summary>
    /// <exception cref="StorageException">It could not be committed.</exception>
    protected Task Committed => _scope.Failed ? Task.FromException(Broken()) : _last;

    /// <summary>Hands rows over, in the order of the calls.</summary>
    /// <param name="write">The rows.</param>
    /// <returns>Ends when they, and all before them, are committed.</returns>
    /// <exception cref="FencedException">Somebody else wrote first; this activation forgets what it held.</exception>
    /// <exception cref="StorageException">They could not be kept; this activation forgets what it held.</exception>
    protected Task CommitAsync(IWrite write)
    {
        if (_scope.Failed)
        {
            return Task.FromException(Broken());
        }

        _last = Finish(_last, _database.WriteAsync(write, _scope));
        return _last;
    }

    private async Task Finish(Task before, Task write)
    {
        try
        {
            await write;
            await before;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private static StorageException Broken() => new("An earlier change was not kept; this one rested on it. Try again.");
}
