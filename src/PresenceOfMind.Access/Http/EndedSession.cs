using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Sessions;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Tells from the cookie of a browser why its session ended. A cookie that this program did not protect says nothing, so strangers learn
/// nothing of accounts.
/// </summary>
/// <param name="claims">Finds why claims are nobody's any more.</param>
/// <param name="options">The cookie.</param>
/// <param name="time">The clock of sessions.</param>
internal sealed class EndedSession(PrincipalClaims claims, IOptionsMonitor<CookieAuthenticationOptions> options, TimeProvider time)
{
    /// <summary>Why the session of a request ended; null where the request shows none.</summary>
    /// <param name="context">The request, which nobody is known to send.</param>
    public SessionEnd? Find(HttpContext context)
    {
        var cookie = options.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        if (cookie.CookieManager.GetRequestCookie(context, cookie.Cookie.Name!) is not { Length: > 0 } text
            || cookie.TicketDataFormat.Unprotect(text) is not { } ticket)
        {
            return null;
        }

        var end = claims.FindEnd(ticket.Principal);
        return end is SessionEnd.Other or SessionEnd.Longest && ticket.Properties.ExpiresUtc <= time.GetUtcNow() ? SessionEnd.Idle : end;
    }
}
