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
    private Task _handing = Task.CompletedTask;

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

        if (_handing.IsCompleted)
        {
            return _last = Finish(_database.WriteAsync(write, _scope));
        }

        var handing = HandOver(_handing, write);
        _handing = handing;
        return _last = Finish(handing.Unwrap());
    }

    /// <summary>Puts rows into a batch. What is handed over next waits until the batch is.</summary>
    /// <param name="write">The rows.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>Ends when the batch, and all before it, is committed.</returns>
    /// <exception cref="StorageException">It was given up or could not be kept; this activation forgets what it held.</exception>
    protected Task CommitAsync(IWrite write, WriteBatch batch)
    {
        if (_scope.Failed)
        {
            batch.GiveUp();
            return Task.FromException(Broken());
        }

        var joining = Join(_handing, write, batch);
        _handing = Gathered(joining, batch);
        return _last = Finish(joining.Unwrap());
    }

    /// <summary>Hands over rows on which nothing rests: nobody waits for them, and where they are not kept, nothing is forgotten.</summary>
    /// <param name="write">The rows.</param>
    protected void Note(IWrite write) => _database.WriteAsync(write).Ignore();

    private async Task<Task> HandOver(Task before, IWrite write)
    {
        await before;
        return _database.WriteAsync(write, _scope);
    }

    private async Task<Task> Join(Task before, IWrite write, WriteBatch batch)
    {
        await before;
        return batch.Join(write, _scope);
    }

    private static async Task Gathered(Task joining, WriteBatch batch)
    {
        await joining;
        await batch.Gathered;
    }

    // Changes are committed in the order in which they are handed over, so all before this one are too.
    private async Task Finish(Task write)
    {
        try
        {
            await write;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private static StorageException Broken() => new("An earlier change was not kept; this one rested on it. Try again.");
}
