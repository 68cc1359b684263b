using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Sessions;

/// <summary>The log-in state of one user on one node: the session it has, and who logged in with it.</summary>
internal sealed class LoginState(TimeSpan idle)
{
    private readonly HashSet<string> _loggedIn = [];

    /// <summary>The live session, or null.</summary>
    public Session? Current { get; private set; }

    /// <summary>When the session was last used.</summary>
    public DateTimeOffset LastUsed { get; private set; }

    /// <summary>The end users that the session of an application user logged in.</summary>
    public IReadOnlyCollection<string> LoggedIn => _loggedIn;

    /// <summary>When the session ends unless it is used.</summary>
    public DateTimeOffset IdleAt => LastUsed + idle;

    /// <summary>Takes up what was kept.</summary>
    public void Restore(Session session, IEnumerable<string> loggedIn, DateTimeOffset lastUsed)
    {
        Current = session;
        _loggedIn.UnionWith(loggedIn);
        LastUsed = lastUsed;
    }

    /// <summary>Whether this is the live session's key; a right one counts as a use.</summary>
    public bool Use(string key, DateTimeOffset at)
    {
        if (Current?.Key != key)
        {
            return false;
        }

        LastUsed = at > LastUsed ? at : LastUsed;
        return true;
    }

    /// <summary>
    /// Logs in. Without force the live session is given again; with force, and where there is none, a new one begins.
    /// </summary>
    /// <param name="newKey">The key of a session that begins.</param>
    /// <param name="applicationUser">Who logs in.</param>
    /// <param name="parentKey">The application user's session key, where an end user is logged in.</param>
    /// <param name="force">Whether the live session is to end.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// The session that ended, or null, and <see cref="Current"/> is the one to use; or 160 where the live session belongs to another
    /// application user.
    /// </returns>
    public PwsResult<Session?> LogIn(string newKey, string applicationUser, string? parentKey, bool force, DateTimeOffset now)
    {
        if (Current is { } live && !force)
        {
            if (!string.Equals(live.ApplicationUser, applicationUser, StringComparison.OrdinalIgnoreCase))
            {
                return PwsError.FromCode(PwsErrorCode.AlreadyLoggedIn);
            }

            // An application user has one session, so one that came by another key has ended with it.
            if (live.ParentKey == parentKey)
            {
                LastUsed = now;
                return (Session?)null;
            }
        }

        var ended = Current;
        Current = new Session(newKey, applicationUser, parentKey);
        LastUsed = now;
        _loggedIn.Clear();
        return ended;
    }

    /// <summary>An end user logs in by this session.</summary>
    /// <returns>False where the key is not that of the live session.</returns>
    public bool AddLoggedIn(string key, string user)
    {
        if (Current?.Key != key)
        {
            return false;
        }

        _loggedIn.Add(user);
        return true;
    }

    /// <summary>Ends the live session.</summary>
    /// <returns>It, or null where there is none of this key.</returns>
    public Session? End(string key)
    {
        if (Current is not { } live || live.Key != key)
        {
            return null;
        }

        Current = null;
        _loggedIn.Clear();
        return live;
    }
}
