namespace PresenceOfMind.Server.Directory;

/// <summary>
/// Looks at passwords, on at most half of the cores at once: whatever names somebody makes up, everything else goes on.
/// </summary>
internal sealed class PasswordService : IDisposable
{
    private readonly SemaphoreSlim _room = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _looks;

    /// <summary>How many passwords were looked at, those included that came with nobody's name.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Whether a password is the kept one; takes as long where none is kept.</summary>
    /// <param name="kept">The hash, see <see cref="PasswordHash"/>; null where nobody has that name.</param>
    /// <param name="password">The password that came.</param>
    public async Task<bool> MatchesAsync(string? kept, string password)
    {
        await _room.WaitAsync();
        try
        {
            return await Task.Run(() => Matches(kept, password));
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private bool Matches(string? kept, string password)
    {
        Interlocked.Increment(ref _looks);
        if (kept is not null)
        {
            return PasswordHash.Matches(kept, password);
        }

        PasswordHash.Spend(password);
        return false;
    }
}
