using PresenceOfMind.Access.Audit;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Erasure;

namespace PresenceOfMind.App.Hosting;

/// <summary>Has an erased person be a pseudonym in the audit too.</summary>
/// <param name="trail">The audit.</param>
internal sealed class AuditErasure(AuditTrail trail) : IErasureTarget
{
    public Task ReplaceAsync(TeamName team, Contact contact, Func<string, string?> text, Func<string, string?> json) =>
        trail.EraseAsync(team.Value, text, json);
}
