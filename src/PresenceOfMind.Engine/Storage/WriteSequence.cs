namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// What one holder of state hands to the writer, in its order. When a change is not kept, what was decided after it rests on
/// nothing: no later one is kept, and the holder is told to forget what it holds. Not thread-safe: the one who orders the
/// holder's calls orders these too.
/// </summary>
public sealed class WriteSequence
{
    private readonly Database _database;
    private readonly WriteScope _scope;
    private Task _last = Task.CompletedTask;

    /// <summary>Makes a line.</summary>
    /// <param name="database">Where rows are kept.</param>
    /// <param name="forget">Called on any thread, and more than once, where something was not kept.</param>
    public WriteSequence(Database database, Action forget)
    {
        _database = database;
        _scope = new WriteScope(forget);
    }

    /// <summary>Whether something was not kept.</summary>
    public bool Failed => _scope.Failed;

    /// <summary>Ends when everything that was handed over so far is committed.</summary>
    /// <exception cref="StorageException">It could not be committed.</exception>
    public Task Committed => Failed ? Task.FromException(Broken()) : _last;

    /// <summary>Hands several holders' rows over as one change: all of it is kept, or nothing.</summary>
    /// <param name="parts">At least one; each holder once, with calls that are ordered for all of them at once.</param>
    /// <returns>Ends when it, and all before it of each, is committed.</returns>
    /// <exception cref="FencedException">Another writer was first; all holders drop their state.</exception>
    /// <exception cref="StorageException">It could not be kept; all holders forget what they held.</exception>
    public static Task WriteTogetherAsync(IReadOnlyList<(WriteSequence Line, IWrite Write)> parts)
    {
        if (parts.Any(p => p.Line.Failed))
        {
            return Task.FromException(Broken());
        }

        var together = new Together([.. parts.Select(p => p.Write)]);
        var kept = parts[0].Line._database.WriteAsync(together, new WriteScope([.. parts.Select(p => p.Line._scope)]));
        foreach (var (line, _) in parts)
        {
            line._last = kept;
        }

        return kept;
    }

    /// <summary>Hands rows over.</summary>
    /// <param name="write">The rows.</param>
    /// <returns>Ends when they are committed, and with them all before them: changes are committed in the order in which they are handed
    /// over.</returns>
    /// <exception cref="FencedException">Another writer was first; the holder drops its state.</exception>
    /// <exception cref="StorageException">They could not be kept; the holder forgets what it held.</exception>
    public Task WriteAsync(IWrite write) => Failed
        ? Task.FromException(Broken())
        : _last = _database.WriteAsync(write, _scope);

    private static StorageException Broken() => new("An earlier change was not kept; this one depends on it. Retry.");

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
