namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// Rows of several grains that are kept together or not at all. Each joins with its rows; when the last one has, they are
/// handed over as one change. Whoever joined hands over nothing else until then, so only one batch may be gathering at a time.
/// </summary>
public sealed class WriteBatch
{
    private readonly Database _database;
    private readonly int _members;
    private readonly List<(IWrite Write, WriteScope Scope)> _joined = [];
    private readonly TaskCompletionSource _gathered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    internal WriteBatch(long id, Database database, int members)
    {
        Id = id;
        _database = database;
        _members = members;
    }

    /// <summary>By which members find it, see <see cref="WriteBatches"/>.</summary>
    public long Id { get; }

    /// <summary>Ends when the rows are handed over, or the batch is given up.</summary>
    public Task Gathered => _gathered.Task;

    /// <summary>Gives it up, unless it is handed over already: nothing of it is kept, and those who joined forget what they held.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            if (!_gathered.TrySetResult())
            {
                return;
            }

            _joined.ForEach(j => j.Scope.Fail());
            _kept.SetException(GivenUp());
            _ = _kept.Task.Exception;
        }
    }

    /// <summary>Takes a member's rows.</summary>
    /// <returns>Ends when all rows of the batch are committed.</returns>
    internal Task Join(IWrite write, WriteScope scope)
    {
        lock (_lock)
        {
            if (_gathered.Task.IsCompleted)
            {
                scope.Fail();
                return Task.FromException(GivenUp());
            }

            _joined.Add((write, scope));
            if (_joined.Count == _members)
            {
                var together = new Together([.. _joined.Select(j => j.Write)]);
                _ = Finish(_database.WriteAsync(together, new WriteScope([.. _joined.Select(j => j.Scope)])));
                _gathered.SetResult();
            }

            return _kept.Task;
        }
    }

    private static StorageException GivenUp() => new("A part of the batch was refused, so nothing of it was kept.");

    private async Task Finish(Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
            _kept.SetResult();
        }
        catch (Exception e) when (e is StorageException or FencedException)
        {
            _kept.SetException(e);
        }
    }

    private sealed record Together(IReadOnlyList<IWrite> Writes) : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            foreach (var write in Writes)
            {
                write.Apply(db);
            }
        }
    }
}
