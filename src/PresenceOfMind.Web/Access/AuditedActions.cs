using System.Runtime.CompilerServices;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Web.Access;

/// <summary>Actions of pages whose changes are in the audit as if they had come by the API. Each method is a row of the table.</summary>
/// <param name="trail">The audit.</param>
/// <param name="user">The reader.</param>
internal abstract class AuditedActions(AuditTrail trail, PageUser user)
{
    /// <summary>The audit.</summary>
    protected AuditTrail Trail => trail;

    /// <summary>Asks whether the reader may do the action that is called, in any team. What is managed where, the services ask.</summary>
    /// <exception cref="AccessException">The reader may not.</exception>
    protected async Task<Principal> RequireAsync([CallerMemberName] string action = "")
    {
        var (principal, rule) = await user.RequireAsync(action);
        return principal.HasSomewhere(rule.Needs)
            ? principal
            : throw new AccessException(403, "not-allowed", "Your role does not allow this.");
    }
}
