using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.OpenId;

/// <summary>
/// Asks the identity provider whether sessions are still right, so that who was removed or lost a role there does not go on here. A
/// provider that is down ends nobody's session.
/// </summary>
public sealed class SessionConfirmer
{
    /// <summary>How often sessions in use are confirmed: 30 s.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>For how long a session counts as in use. A page that is open uses its session every half minute.</summary>
    private static readonly TimeSpan InUse = 3 * Every;

    /// <summary>How long before its end an access token is replaced.</summary>
    private static readonly TimeSpan Margin = 2 * Every;

    private const int AtOnce = 8;

    /// <summary>After so many failures in a row the others wait for the next round, since a provider that hangs costs 5 s each.</summary>
    private const int MostFailures = 3;

    private readonly OpenIdOptions _options;
    private readonly OpenIdProvider _provider;
    private readonly OpenIdSessions _sessions;
    private readonly AuditTrail _trail;
    private readonly TimeProvider _time;
    private readonly ProviderClient _client;
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _asking = new(StringComparer.Ordinal);
    private long _notBefore;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="options">The provider.</param>
    /// <param name="provider">Its configuration.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="trail">Keeps which sessions were ended.</param>
    /// <param name="time">The clock of sessions.</param>
    public SessionConfirmer(
        OpenIdOptions options, OpenIdProvider provider, OpenIdSessions sessions, AuditTrail trail, TimeProvider time)
    {
        (_options, _provider, _sessions, _trail, _time) = (options, provider, sessions, trail, time);
        _client = new ProviderClient(options, provider, time);
    }

    /// <summary>Confirms the sessions in use, and forgets those that are over.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ConfirmUsedAsync(CancellationToken cancellationToken)
    {
        await _sessions.RemoveOldAsync();
        var failures = 0;
        await Parallel.ForEachAsync(
            _sessions.ListUsed(_time.GetUtcNow() - InUse),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (session, _) =>
            {
                if (Volatile.Read(ref failures) < MostFailures)
                {
                    Volatile.Write(ref failures, await ConfirmAsync(session) ? 0 : failures + 1);
                }
            });
    }

    /// <summary>
    /// Confirms a session that was not in use for a while, before its next request counts. It waits for no provider that was down just now.
    /// </summary>
    /// <param name="stamp">The session's id, or the stamp of a principal.</param>
    public async ValueTask ConfirmReturningAsync(string? stamp)
    {
        var now = _time.GetUtcNow();
        if (_sessions.FindSession(stamp) is { } session
            && _sessions.IsUnconfirmed(session.Id, now - (2 * Every))
            && now.UtcTicks >= Volatile.Read(ref _notBefore))
        {
            try
            {
                await ConfirmAsync(session);
            }
            catch (Exception e) when (e is StorageException or FencedException)
            {
                // A full disk keeps nobody out; the next round logs it.
            }
        }
    }

    /// <summary>Confirms a session, once at a time: a refresh token may count once.</summary>
    /// <returns>Whether the provider answered.</returns>
    private async Task<bool> ConfirmAsync(OpenIdSession session)
    {
        var asking = _asking.GetOrAdd(session.Id, id => new Lazy<Task<bool>>(() => AskAsync(id)));
        try
        {
            return await asking.Value;
        }
        finally
        {
            _asking.TryRemove(KeyValuePair.Create(session.Id, asking));
        }
    }

    private async Task<bool> AskAsync(string id)
    {
        if (_sessions.FindSession(id) is not { } session)
        {
            return true;
        }

        _sessions.NoteAsked(id);
        try
        {
            if (await FindEndAsync(session) is { } code)
            {
                await EndAsync(session, code);
            }

            _provider.NoteAnswer();
            return true;
        }
        catch (ProviderUnreachableException e)
        {
            Volatile.Write(ref _notBefore, (_time.GetUtcNow() + Every).UtcTicks);
            _provider.NoteOutage(e.Message);
            return false;
        }
    }

    /// <summary>Asks the provider, and keeps what it says.</summary>
    /// <returns>Why the session ends; null where it goes on.</returns>
    private async Task<string?> FindEndAsync(OpenIdSession session)
    {
        const string Refused = "provider-refused";
        var configuration = await _provider.GetConfigurationAsync(CancellationToken.None);
        var address = configuration.UserInfoEndpoint is { Length: > 0 } endpoint ? endpoint : null;
        var isRefreshed = false;
        if (session.Tokens.RefreshToken is not null && (address is null || !session.HasRolesInUserInfo || EndsSoon(session)))
        {
            if (await RefreshAsync() is not { } refreshed)
            {
                return Refused;
            }

            (session, isRefreshed) = (refreshed, true);
        }

        JsonElement? info = null;
        if (address is not null)
        {
            info = await _client.GetUserInfoAsync(address, session, CancellationToken.None);
            if (info is null && !isRefreshed && session.Tokens.RefreshToken is not null && await RefreshAsync() is { } refreshed)
            {
                session = refreshed;
                info = await _client.GetUserInfoAsync(address, session, CancellationToken.None);
            }

            if (info is null)
            {
                return Refused;
            }
        }

        return Read(session, info) is not { } claims || claims.Subject != session.Claims.Subject ? Refused
            : await _sessions.UpdateAsync(session with { Claims = claims }) ? null
            : "no-role";

        // What the provider gave is kept at once, since the token before may count no more.
        async Task<OpenIdSession?> RefreshAsync()
        {
            if (await _client.RefreshAsync(configuration, session, CancellationToken.None) is not { } tokens)
            {
                return null;
            }

            var changed = session with { Tokens = tokens };
            await _sessions.UpdateAsync(changed);
            return changed;
        }
    }

    private OpenIdClaims? Read(OpenIdSession session, JsonElement? info)
    {
        var token = TokenText.ReadPayload(new JsonWebToken(session.Tokens.IdToken).EncodedPayload);
        return info is not { } said ? ClaimReader.Read(_options, token)

            // Some providers leave the claim out where it would be empty.
            : session.HasRolesInUserInfo && ClaimReader.Read(_options, said, token) is { } claims
                ? claims with { Roles = ClaimReader.Read(_options, said)?.Roles ?? [] }
                : ClaimReader.Read(_options, said, token);
    }

    private bool EndsSoon(OpenIdSession session) => session.Tokens.Expires is { } end && end <= _time.GetUtcNow() + Margin;

    private async Task EndAsync(OpenIdSession session, string code)
    {
        if (_sessions.FindSession(session.Id) is null)
        {
            // The person signed out meanwhile.
            return;
        }

        await _sessions.EndAsync(session.Id);
        await _trail.AppendAsync(new AuditEntry
        {
            Kind = PrincipalKind.OpenId.ToName(),
            Actor = "openid:" + session.Claims.Name,
            Action = AuditTable.SessionEnded,
            Subject = session.Claims.Name,
            Code = code,
        });
    }
}
