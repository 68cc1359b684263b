using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Principals;
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
}
