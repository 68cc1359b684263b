using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>The cookie of somebody who signed in at the page.</summary>
/// <param name="claims">Finds who the cookie's claims are now.</param>
internal sealed class CookiePrincipalSource(PrincipalClaims claims) : IPrincipalSource
{
    public async ValueTask<Principal?> FindAsync(HttpContext context) =>
        (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal is { } user
            ? claims.FindCurrent(user)
            : null;
}
