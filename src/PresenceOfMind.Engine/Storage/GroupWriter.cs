using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// The one thread that writes. It takes all changes that wait, applies them in one transaction in the order in
/// which they were handed over, and answers each when the transaction is on the disk.
/// </summary>
internal sealed partial class GroupWriter : IDisposable
{
    private readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly WriteTransaction _transaction;
    private readonly int _limit;
    private readonly Func<string?> _lost;
    private readonly Func<bool> _isSound;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private StorageHealth _health = new(true, null, 0, 0);

    /// <param name="connection">The connection that writes.</param>
    /// <param name="limit">Changes of one transaction.</param>
    /// <param name="lost">Why nothing can be kept, asked before each transaction; null where all is well.</param>
    /// <param name="isSound">Whether the file may be noted as closed, so that the next start need not check it; asked at the end.</param>
    /// <param name="path">The data file.</param>
    /// <param name="logger">Hears of groups that could not be committed.</param>
    public GroupWriter(
        SqliteConnection connection, int limit, Func<string?> lost, Func<bool> isSound, string path, ILogger logger)
    {
        _connection = connection;
        _transaction = new WriteTransaction(connection);
        _limit = limit;
        _lost = lost;
        _isSound = isSound;
        _path = path;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "group writer" };
        _thread.Start();
    }

    public StorageHealth Health => Volatile.Read(ref _health);

    public Task WriteAsync(IWrite write, WriteScope? scope)
    {
        var pending = new Pending(write, scope);
        if (!_waiting.Writer.TryWrite(pending))
        {
            pending.Refuse(new StorageException("The database is closed."));
            pending.Complete();
        }

        return pending.Answer.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
        if (_isSound())
        {
            NoteClosed();
        }

        _transaction.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var group = new List<Pending>(_limit);
        while (WaitForWork())
        {
            while (group.Count < _limit && _waiting.Reader.TryRead(out var pending))
            {
                group.Add(pending);
            }

            Commit(group);
            group.Clear();
        }
    }

    private bool WaitForWork() => _waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Commit(List<Pending> group)
    {
        var open = false;
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (_lost() is { } reason)
            {
                throw new StorageException(reason);
            }

            _transaction.Execute("BEGIN IMMEDIATE");
            open = true;
            foreach (var pending in group)
            {
                Apply(pending);
            }

            _transaction.Execute("COMMIT");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(group, e, open);
            return;
        }

        // Counted before anybody is answered: who has an answer finds it in the counts.
        var before = _health;
        var kept = group.Count(p => p.Refusal is null);
        Volatile.Write(ref _health, new StorageHealth(true, null, before.Commits + 1, before.Writes + kept));
        StorageTelemetry.Committed(kept, Stopwatch.GetElapsedTime(began));
        foreach (var pending in group)
        {
            pending.Complete();
        }
    }

    private void Apply(Pending pending)
    {
        if (pending.Scope is { Failed: true })
        {
            pending.Refuse(new StorageException("A change before this one was not kept, and this one depends on it. Retry."));
            return;
        }

        var guarded = !pending.Write.IsOneStatement;
        if (guarded)
        {
            _transaction.Execute("SAVEPOINT change");
        }

        try
        {
            pending.Write.Apply(_transaction);
        }
        catch (Exception e) when (!IsFailureOfTheStore(e))
        {
            pending.Refuse(e);
            if (guarded)
            {
                _transaction.Execute("ROLLBACK TO change");
            }
        }

        if (guarded)
        {
            _transaction.Execute("RELEASE change");
        }
    }

    // A full or broken disk may end the whole transaction under us, so the group fails as one.
    private static bool IsFailureOfTheStore(Exception e) =>
        e is SqliteException
        {
            SqliteErrorCode: not (SQLitePCL.raw.SQLITE_CONSTRAINT
            or SQLitePCL.raw.SQLITE_ERROR
            or SQLitePCL.raw.SQLITE_MISMATCH
            or SQLitePCL.raw.SQLITE_RANGE)
        };

    private void Fail(List<Pending> group, Exception error, bool open)
    {
        if (open)
        {
            try
            {
                _transaction.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself.
            }
        }

        StorageTelemetry.Failed(group.Count);
        Log.GroupFailed(_logger, group.Count, error);
        var before = _health;
        var said = Say(error);
        Volatile.Write(ref _health, before with { Healthy = false, LastError = said });
        var failure = new StorageException($"Nothing was stored: {said}", error);
        foreach (var pending in group)
        {
            pending.Refuse(failure);
            pending.Complete();
        }
    }

    private string Say(Exception error) => error switch
    {
        SqliteException when StorageFault.IsFull(
            error) => $"the disk of the data folder {Path.GetDirectoryName(_path)} is full; make room.",
        SqliteException when StorageFault.IsDamaged(
            error) => $"the data file {_path} is damaged ({error.Message}); stop, and restore the data folder from a back-up.",
        _ => error.Message,
    };

    // Where it cannot be noted, the next start checks the file.
    private void NoteClosed()
    {
        try
        {
            StoreState.Close(_connection);
        }
        catch (SqliteException e)
        {
            Log.NotClosed(_logger, e);
        }
    }

    private sealed class Pending(IWrite write, WriteScope? scope)
    {
        public IWrite Write { get; } = write;

        public WriteScope? Scope { get; } = scope;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Refusal { get; private set; }

        public void Refuse(Exception refusal)
        {
            Refusal = refusal;
            Scope?.Fail();
        }

        public void Complete()
        {
            if (Refusal is null)
            {
                Answer.SetResult();
                return;
            }

            try
            {
                Scope?.Forget();
                Answer.SetException(Refusal);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The writer goes on, whatever a holder does when it is told.
                Answer.SetException([Refusal, e]);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "The database could not commit {Count} changes; none of them was acknowledged")]
        public static partial void GroupFailed(ILogger logger, int count, Exception error);

        [LoggerMessage(1004, LogLevel.Warning, "The clean end could not be noted; the next start checks the database")]
        public static partial void NotClosed(ILogger logger, Exception error);
    }
}
