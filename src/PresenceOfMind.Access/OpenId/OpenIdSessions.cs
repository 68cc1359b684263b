using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.OpenId;

/// <summary>
/// The sessions of people who signed in with the identity provider. They are held in memory, and kept encrypted, so that they outlast a
/// restart while the provider is down. Roles follow from the claims by the settings of now.
/// </summary>
public sealed class OpenIdSessions
{
    /// <summary>How many sessions a person has at most; the oldest ends.</summary>
    public const int MostOfAPerson = 20;

    /// <summary>Stands between the id and the version of a stamp.</summary>
    private const char Mark = '.';

    private readonly OpenIdOptions _options;
    private readonly RoleMapper _roles;
    private readonly OpenIdSessionRows _rows;
    private readonly IDataProtector _protector;
    private readonly AccessState _state;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Entry> _sessions = new(StringComparer.Ordinal);

    /// <summary>Reads the sessions that an earlier run left.</summary>
    /// <param name="options">The provider.</param>
    /// <param name="roles">Maps claims to roles.</param>
    /// <param name="database">The store.</param>
    /// <param name="protection">Encrypts what is kept.</param>
    /// <param name="state">Tells pages that are open of changes.</param>
    /// <param name="time">The clock of sessions.</param>
    public OpenIdSessions(
        OpenIdOptions options,
        RoleMapper roles,
        Database database,
        IDataProtectionProvider protection,
        AccessState state,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _roles, _state, _time) = (options, roles, state, time);
        _rows = new OpenIdSessionRows(database);
        _protector = protection.CreateProtector("openid-session", "v1");
        foreach (var (id, content) in _rows.ReadAll())
        {
            if (Decrypt(content) is { } session && session.Id == id && session.Provider == options.Provider)
            {
                _sessions[id] = ToEntry(session, time.GetUtcNow());
            }
        }
    }

    /// <summary>Who a session is now; null where it ended.</summary>
    /// <param name="stamp">
    /// The session's id, or the stamp of a principal: then also null where the person has other roles than at that time.
    /// </param>
    public Principal? Find(string stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        var now = _time.GetUtcNow();
        if (!_sessions.TryGetValue(ToId(stamp), out var entry)
            || IsOver(entry.Session, now)
            || (stamp.Contains(Mark, StringComparison.Ordinal) && stamp != entry.Principal.Stamp))
        {
            return null;
        }

        entry.Seen = now;
        return entry.Principal;
    }

    /// <summary>The session of a stamp; null where it ended.</summary>
    /// <param name="stamp">The session's id, or the stamp of a principal.</param>
    public OpenIdSession? FindSession(string? stamp) =>
        stamp is not null && _sessions.TryGetValue(ToId(stamp), out var entry) && !IsOver(entry.Session, _time.GetUtcNow())
            ? entry.Session
            : null;

    /// <summary>Begins a session.</summary>
    /// <param name="claims">What the provider says of the person.</param>
    /// <param name="hasRolesInUserInfo">Whether the roles come with the user info.</param>
    /// <param name="tokens">The tokens.</param>
    public async Task<OpenIdSession> BeginAsync(OpenIdClaims claims, bool hasRolesInUserInfo, OpenIdTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var session = new OpenIdSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            Provider = _options.Provider,
            Claims = claims,
            HasRolesInUserInfo = hasRolesInUserInfo,
            Tokens = tokens,
            Began = _time.GetUtcNow(),
        };
        await _rows.SetAsync(session.Id, session.Began, Encrypt(session));
        var entry = ToEntry(session, session.Began);
        entry.Confirmed = session.Began;
        _sessions[session.Id] = entry;
        await EndAsync([.. _sessions.Values
            .Select(e => e.Session)
            .Where(s => s.Claims.Subject == claims.Subject)
            .OrderByDescending(s => s.Began)
            .Skip(MostOfAPerson)
            .Select(s => s.Id)]);
        return session;
    }

    /// <summary>Keeps what the provider says now. It does nothing where the session ended meanwhile.</summary>
    /// <param name="session">The session as it is to be.</param>
    /// <returns>Whether the person has any role.</returns>
    public async Task<bool> UpdateAsync(OpenIdSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!_sessions.TryGetValue(session.Id, out var entry))
        {
            return false;
        }

        var changed = ToEntry(session, entry.Seen);
        (changed.Asked, changed.Confirmed) = (entry.Asked, _time.GetUtcNow());
        if (changed.Principal.Grants.Count == 0)
        {
            return false;
        }

        if (OpenIdSessionText.Write(entry.Session) == OpenIdSessionText.Write(session))
        {
            entry.Confirmed = changed.Confirmed;
        }
        else
        {
            await _rows.SetAsync(session.Id, session.Began, Encrypt(session));
            if (!_sessions.TryUpdate(session.Id, changed, entry))
            {
                // It ended while it was kept.
                await _rows.RemoveAsync([session.Id]);
                return false;
            }
        }

        if (changed.Principal.Stamp != entry.Principal.Stamp)
        {
            _state.NotifyChanged();
        }

        return true;
    }

    /// <summary>Ends sessions, also on pages that are open.</summary>
    /// <param name="ids">Their ids.</param>
    public async Task EndAsync(params IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return;
        }

        foreach (var id in ids)
        {
            _sessions.TryRemove(id, out _);
        }

        _state.NotifyChanged();
        await _rows.RemoveAsync(ids);
    }

    /// <summary>
    /// Ends a session whose person signs out. Its other pages see it within half a minute: a page that was told at once would load itself
    /// anew, instead of going where the sign-out leads.
    /// </summary>
    /// <param name="id">Its id.</param>
    public Task SignOutAsync(string id)
    {
        _sessions.TryRemove(id, out _);
        return _rows.RemoveAsync([id]);
    }

    /// <summary>Forgets the sessions that are over by time, or that nobody used for long.</summary>
    public Task RemoveOldAsync()
    {
        var now = _time.GetUtcNow();
        return EndAsync([.. _sessions.Values
            .Where(e => IsOver(e.Session, now) || e.Seen + SessionLengths.Idle < now)
            .Select(e => e.Session.Id)]);
    }

    /// <summary>The sessions that somebody used lately, first those about which the provider was not asked for longest.</summary>
    /// <param name="since">Since when.</param>
    public IReadOnlyList<OpenIdSession> ListUsed(DateTimeOffset since) =>
        [.. _sessions.Values.Where(e => e.Seen >= since).OrderBy(e => e.Asked).Select(e => e.Session)];

    /// <summary>Notes that the provider is asked about a session.</summary>
    /// <param name="id">The session's id.</param>
    public void NoteAsked(string id)
    {
        if (_sessions.TryGetValue(id, out var entry))
        {
            entry.Asked = _time.GetUtcNow();
        }
    }

    /// <summary>Whether the provider did not confirm a session for long; after a restart it did not.</summary>
    /// <param name="id">The session's id.</param>
    /// <param name="since">Since when.</param>
    public bool IsUnconfirmed(string id, DateTimeOffset since) => _sessions.TryGetValue(id, out var entry) && entry.Confirmed < since;

    /// <summary>Ends the sessions of an erased person.</summary>
    /// <param name="contact">The person's contact, in the form in which contacts are compared.</param>
    public Task EraseAsync(string contact) => EndAsync([.. _sessions.Values
        .Where(e => e.Session.Claims.Contact is { } own && _roles.Normalize(own) == contact)
        .Select(e => e.Session.Id)]);

    private static string ToId(string stamp) => stamp.Split(Mark)[0];

    /// <summary>Without a refresh token nobody can ask about the person any more when the access token has ended.</summary>
    private static bool IsOver(OpenIdSession session, DateTimeOffset now) =>
        session.Began + SessionLengths.Longest <= now || (session.Tokens is { RefreshToken: null, Expires: { } end } && end <= now);

    private Entry ToEntry(OpenIdSession session, DateTimeOffset seen)
    {
        var principal = _roles.ToPrincipal(session.Claims);
        principal = principal with { Stamp = $"{session.Id}{Mark}{ToVersion(principal)}", Began = session.Began };
        return new Entry(session, principal) { Seen = seen };
    }

    /// <summary>Differs with what the person may do.</summary>
    private static string ToVersion(Principal principal)
    {
        var grants = principal.Grants.Select(g => $"{g.Role.ToName()}\n{g.Team}\n{g.Worker}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{principal.Name}\n{string.Join('\n', grants)}")))[..16];
    }

    private byte[] Encrypt(OpenIdSession session) => _protector.Protect(Encoding.UTF8.GetBytes(OpenIdSessionText.Write(session)));

    /// <summary>The keys may have been removed, and then nobody is signed in.</summary>
    private OpenIdSession? Decrypt(byte[] content)
    {
        try
        {
            return OpenIdSessionText.Read(Encoding.UTF8.GetString(_protector.Unprotect(content)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A session, and what is known of its use. Two of them are equal where they are the same one.</summary>
    private sealed class Entry(OpenIdSession session, Principal principal)
    {
        private long _seen;
        private long _asked;
        private long _confirmed;

        public OpenIdSession Session => session;

        public Principal Principal => principal;

        /// <summary>When somebody used it.</summary>
        public DateTimeOffset Seen
        {
            get => new(Volatile.Read(ref _seen), TimeSpan.Zero);
            set => Volatile.Write(ref _seen, value.UtcTicks);
        }

        /// <summary>When the provider was last asked about it.</summary>
        public DateTimeOffset Asked
        {
            get => new(Volatile.Read(ref _asked), TimeSpan.Zero);
            set => Volatile.Write(ref _asked, value.UtcTicks);
        }

        /// <summary>When the provider last confirmed it.</summary>
        public DateTimeOffset Confirmed
        {
            get => new(Volatile.Read(ref _confirmed), TimeSpan.Zero);
            set => Volatile.Write(ref _confirmed, value.UtcTicks);
        }
    }
}
