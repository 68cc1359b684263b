using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Access.Http;

/// <summary>Counts refused requests in the audit, whoever of the port refuses them. Comes before all who do.</summary>
/// <param name="next">The next one.</param>
/// <param name="trail">The audit.</param>
internal sealed class RefusalMiddleware(RequestDelegate next, AuditTrail trail)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode is not (401 or 403 or 429))
        {
            return;
        }

        var note = context.Features.Get<AuditNote>();
        var principal = context.FindPrincipal();
        trail.NoteRefusal(new AuditEntry
        {
            Kind = principal?.Kind.ToName() ?? AuditTrail.Nobody,
            Actor = principal?.Actor,
            Address = context.ClientAddress(),
            Action = note?.RefusedAction ?? AuditTable.Refused,
            Subject = note?.Subject ?? $"{context.Request.Method} {context.Request.Path}",
            Team = context.Request.RouteValues.GetValueOrDefault("team") as string,
            Code = note?.Code ?? $"status-{context.Response.StatusCode}",
        });
    }
}
