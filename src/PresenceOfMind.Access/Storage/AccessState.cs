using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.Storage;

/// <summary>
/// Whether everybody is asked for a key or an account. It begins when people make the first one or set up an identity provider, and never
/// ends: removing the last one does not open the program again.
/// </summary>
public sealed class AccessState
{
    private readonly Database _database;
    private readonly bool _mayBeOpen;
    private volatile bool _isClosed;

    /// <summary>Reads the state.</summary>
    /// <param name="database">The store.</param>
    /// <param name="mayBeOpen">Whether the program lets everybody in until there is a key or an account.</param>
    public AccessState(Database database, bool mayBeOpen)
    {
        _database = database;
        _mayBeOpen = mayBeOpen;
        _isClosed = AccessStateRows.IsClosed(database);
    }

    /// <summary>Says that somebody may have other rights than before, so that pages that are open ask again. It must not block.</summary>
    public event Action? Changed;

    /// <summary>Whether nobody is asked: the program may be open, and people never made a key or an account.</summary>
    public bool IsOpen => _mayBeOpen && !_isClosed;

    /// <summary>Whether people made a key or an account once.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>
    /// From now on everybody is asked, without a key or an account: an identity provider was set up. It stays so when that is taken away.
    /// </summary>
    /// <param name="now">The time by the wall clock.</param>
    public async Task CloseAsync(DateTimeOffset now)
    {
        if (!_isClosed)
        {
            await AccessStateRows.CloseAsync(_database, now);
            Close();
        }
    }

    /// <summary>From now on everybody is asked.</summary>
    internal void Close()
    {
        _isClosed = true;
        NotifyChanged();
    }

    /// <summary>Says that somebody may have other rights now.</summary>
    internal void NotifyChanged() => Changed?.Invoke();
}
