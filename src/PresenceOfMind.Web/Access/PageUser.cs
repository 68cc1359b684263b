using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// Who looks at the page. A page stays open for hours, so what the reader may do is asked again each time.
/// </summary>
/// <param name="services">The services of the request, or of the page that is open.</param>
/// <param name="claims">Finds who the reader is now.</param>
internal sealed class PageUser(IServiceProvider services, PrincipalClaims claims)
{
    private ClaimsPrincipal? _user;

    /// <summary>Says who sends a request that is no page of its own.</summary>
    /// <param name="user">The request's user.</param>
    public void Use(ClaimsPrincipal user) => _user = user;

    /// <summary>The reader; null where the session has ended, or where the account or its roles changed.</summary>
    public async ValueTask<Principal?> FindAsync()
    {
        _user ??= (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;
        return claims.FindCurrent(_user);
    }

    /// <summary>The reader, who does an action of the page.</summary>
    /// <param name="action">The name of the method that does it.</param>
    /// <returns>The reader, and what the action needs. Where the reader has it, the caller asks.</returns>
    /// <exception cref="AccessException">The reader's session has ended, or no role may do this.</exception>
    public async ValueTask<(Principal Reader, AccessRule Rule)> RequireAsync(string action)
    {
        var rule = PageActionTable.Find(action.Replace("Async", "", StringComparison.Ordinal))
            ?? throw new AccessException(403, "not-allowed", "No role may do this.");
        var reader = await FindAsync()
            ?? throw new AccessException(401, "session-ended", "You were signed out, or your rights changed. Load this page again.");
        return (reader, rule);
    }
}
