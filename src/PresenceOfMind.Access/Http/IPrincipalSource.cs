using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Http;

/// <summary>One way in which a request shows who sends it.</summary>
public interface IPrincipalSource
{
    /// <summary>Verifies the principal.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Null where the request shows nothing of this kind.</returns>
    /// <exception cref="AccessException">It shows something that is not valid.</exception>
    ValueTask<Principal?> FindAsync(HttpContext context);
}
