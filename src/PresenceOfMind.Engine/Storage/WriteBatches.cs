using System.Collections.Concurrent;

namespace PresenceOfMind.Engine.Storage;

/// <summary>The batches that gather, by which grains of this process find the one that a message names.</summary>
public sealed class WriteBatches
{
    private readonly ConcurrentDictionary<long, WriteBatch> _open = new();
    private readonly Database _database;
    private long _last;

    /// <summary>Makes the table.</summary>
    /// <param name="database">Where rows are kept.</param>
    public WriteBatches(Database database) => _database = database;

    /// <summary>Begins a batch. Close it when it has gathered.</summary>
    /// <param name="members">How many join, at least 1.</param>
    public WriteBatch Open(int members)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        var batch = new WriteBatch(Interlocked.Increment(ref _last), _database, members);
        _open[batch.Id] = batch;
        return batch;
    }

    /// <summary>The batch of an id; null where it is closed.</summary>
    /// <param name="id">The id that a message named.</param>
    public WriteBatch? Find(long id) => _open.GetValueOrDefault(id);

    /// <summary>Nobody may join any more; gives the batch up where it has not gathered.</summary>
    /// <param name="batch">The batch.</param>
    public void Close(WriteBatch batch)
    {
        batch.GiveUp();
        _open.TryRemove(batch.Id, out _);
    }
}
