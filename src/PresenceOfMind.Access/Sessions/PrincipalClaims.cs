using System.Globalization;
using System.Security.Claims;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Storage;

namespace PresenceOfMind.Access.Sessions;

/// <summary>
/// A principal as claims, for cookies and for pages that stay open, and back. What the principal may do is no claim: it is looked up in
/// memory each time, so that a change counts at once.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="keys">The keys.</param>
/// <param name="state">Whether anybody is asked.</param>
/// <param name="time">The clock of sessions.</param>
/// <param name="openIds">The sessions of the identity provider; null where people do not sign in with one.</param>
public sealed class PrincipalClaims(
    AccountStore accounts, ApiKeys keys, AccessState state, TimeProvider time, OpenIdSessions? openIds = null)
{
    private const string Kind = "pom:kind";
    private const string Stamp = "pom:stamp";
    private const string Began = "pom:began";
    private const string Scheme = "pom";

    /// <summary>A new session of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="began">When its person signed in, for a session that goes on under another stamp; null for now.</param>
    public ClaimsPrincipal Begin(Account account, DateTimeOffset? began = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        return ToClaims(ToPrincipal(account, began ?? time.GetUtcNow()));
    }

    /// <summary>A new session of the identity provider. Its cookie stays the same where the roles change.</summary>
    /// <param name="session">The session.</param>
    public static ClaimsPrincipal Begin(OpenIdSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return ToClaims(new Principal(PrincipalKind.OpenId, session.Claims.Name, []) { Stamp = session.Id, Began = session.Began });
    }

    /// <summary>The claims of a principal; without identity where there is none.</summary>
    /// <param name="principal">The principal; null for none.</param>
    public static ClaimsPrincipal ToClaims(Principal? principal)
    {
        if (principal is null)
        {
            return new ClaimsPrincipal(new ClaimsIdentity());
        }

        List<Claim> claims =
        [
            new(Kind, principal.Kind.ToString()), new(ClaimTypes.Name, principal.Name), new(Stamp, principal.Stamp ?? ""),
        ];
        if (principal.Began is { } began)
        {
            claims.Add(new Claim(Began, began.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, principal.Kind is PrincipalKind.Anyone ? null : Scheme));
    }

    /// <summary>Who claims are now; null where their key, account, session or the open state ended, or the account changed.</summary>
    /// <param name="user">The claims.</param>
    public Principal? FindCurrent(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var name = user.FindFirstValue(ClaimTypes.Name) ?? "";
        var stamp = user.FindFirstValue(Stamp) ?? "";
        return user.FindFirstValue(Kind) switch
        {
            nameof(PrincipalKind.Anyone) => state.IsOpen ? Principal.Anyone : null,
            nameof(PrincipalKind.Key) => keys.FindValid(name, stamp) is { } key ? key.ToPrincipal() : null,
            nameof(PrincipalKind.Account) => FindSession(name, stamp, user.FindFirstValue(Began)),
            nameof(PrincipalKind.OpenId) => openIds?.Find(stamp),
            _ => null,
        };
    }

    /// <summary>Why claims are nobody's any more.</summary>
    /// <param name="user">The claims of a session, verified, of which <see cref="FindCurrent"/> finds nobody.</param>
    internal SessionEnd FindEnd(ClaimsPrincipal user)
    {
        if (FindBegin(user.FindFirstValue(Began)) is not { } began)
        {
            return SessionEnd.Other;
        }

        return began + SessionLengths.Longest <= time.GetUtcNow() ? SessionEnd.Longest
            : user.FindFirstValue(Kind) == nameof(PrincipalKind.Account)
                ? accounts.FindEnd(user.FindFirstValue(ClaimTypes.Name) ?? "", user.FindFirstValue(Stamp) ?? "")
            : SessionEnd.Other;
    }

    private static DateTimeOffset? FindBegin(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static Principal ToPrincipal(Account account, DateTimeOffset began) =>
        new(PrincipalKind.Account, account.Name, account.Grants) { Stamp = account.Stamp, Began = began };

    private Principal? FindSession(string name, string stamp, string? text) =>
        FindBegin(text) is { } began
        && began + SessionLengths.Longest > time.GetUtcNow()
        && accounts.FindByStamp(name, stamp) is { } account
            ? ToPrincipal(account, began)
            : null;
}
