using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Callers;

namespace PresenceOfMind.Access.Http;

/// <summary>One way in which a request shows who sends it.</summary>
public interface ICallerSource
{
    /// <summary>Verifies the caller.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Null where the request shows nothing of this kind.</returns>
    /// <exception cref="AccessException">It shows something that is not valid.</exception>
    ValueTask<Caller?> FindAsync(HttpContext context);
}
