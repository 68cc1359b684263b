using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>The cookie of somebody who signed in at the page.</summary>
/// <param name="claims">Finds who the cookie's claims are now.</param>
/// <param name="confirmer">Confirms sessions of the identity provider; null where there is none.</param>
internal sealed class CookiePrincipalSource(PrincipalClaims claims, SessionConfirmer? confirmer = null) : IPrincipalSource
{
    public async ValueTask<Principal?> FindAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal is not { } user
            || claims.FindCurrent(user) is not { } principal)
        {
            return null;
        }

        if (principal.Kind is not PrincipalKind.OpenId || confirmer is null)
        {
            return principal;
        }

        await confirmer.ConfirmReturningAsync(principal.Stamp);
        return claims.FindCurrent(user);
    }
}
