using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Server.Sessions;

/// <summary>
/// Refuses log-ins by names that no application user has, as slowly and as often as wrong passwords are refused, so that
/// nobody learns which names there are. Names are remembered by a hash, so that long ones cost nothing.
/// </summary>
internal sealed class StrangerService(PasswordService passwords, PresenceServerOptions options, TimeProvider time)
{
    private const int Remembered = 10_000;

    private readonly Dictionary<int, Stranger> _strangers = [];
    private readonly Lock _lock = new();

    /// <summary>Looks at a password in vain.</summary>
    public async Task<LoginReply> RefuseAsync(string user, string password)
    {
        var stranger = Find(user);
        await stranger.Turn.WaitAsync();
        try
        {
            if (!stranger.Failed.MayTry(time.GetUtcNow()))
            {
                return LoginReply.TooManyFailures;
            }

            await passwords.MatchesAsync(null, password);
            stranger.Failed.Add(time.GetUtcNow());
            return LoginReply.Refused(PwsErrorCode.LoginFailed);
        }
        finally
        {
            stranger.Turn.Release();
        }
    }

    private Stranger Find(string user)
    {
        var key = StringComparer.OrdinalIgnoreCase.GetHashCode(user);
        lock (_lock)
        {
            if (_strangers.TryGetValue(key, out var known))
            {
                return known;
            }

            if (_strangers.Count >= Remembered)
            {
                _strangers.Clear();
            }

            return _strangers[key] = new Stranger(new FailedLogins(options.FailedLoginsPerMinute));
        }
    }

    // A turn is one after the other, as for a user who is known; nobody waits on its handle, so there is nothing to dispose.
    private sealed record Stranger(FailedLogins Failed)
    {
        public SemaphoreSlim Turn { get; } = new(1);
    }
}
