using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Keeps each change in the audit, by <see cref="AuditTable"/>: as begun before the handler runs, and as done before the answer leaves.
/// Comes after <see cref="AccessMiddleware"/>.
/// </summary>
/// <param name="next">The next one.</param>
/// <param name="trail">The audit.</param>
/// <param name="facts">Answers which team a short path means.</param>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail trail, ITeamFacts facts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is not { } pattern
            || AuditTable.Find(context.Request.Method, pattern) is not { } rule)
        {
            await next(context);
            return;
        }

        BegunChange begun;
        try
        {
            begun = await trail.BeginAsync(context.FindPrincipal(), context.ClientAddress(), await TargetAsync(context, pattern, rule));
        }
        catch (Exception failure) when (failure is StorageException or FencedException)
        {
            await AccessProblem.WriteAsync(
                context,
                new AccessException(503, "not-audited", $"The audit cannot be written, so nothing was changed: {failure.Message}"));
            return;
        }

        var end = new End(trail, context, begun);
        context.Response.OnStarting(end.OfAnswerAsync);
        try
        {
            await next(context);
        }
        catch
        {
            await end.OfFailureAsync();
            throw;
        }

        await end.OfAnswerAsync();
    }

    private async Task<AuditTarget> TargetAsync(HttpContext context, string pattern, AuditRule rule)
    {
        var isOfTeam = RouteTable.Find(context.Request.Method, pattern, isOfAllMethods: false) is { Scope: TeamScope.Path };
        var team = context.GetRouteValue("team") as string
            ?? (isOfTeam && context.FindPrincipal() is { } principal ? await facts.FindOnlyTeamAsync(principal.Sees) : null);
        var subject = rule.Subject is null ? team : (context.GetRouteValue(rule.Subject) as string)?.Decoded();
        return new AuditTarget(rule.Action, rule.Subject == "contact" && subject is not null ? facts.Normalize(subject) : subject, team);
    }

    /// <summary>Ends a change once.</summary>
    private sealed class End(AuditTrail trail, HttpContext context, BegunChange begun)
    {
        private bool _isEnded;

        public async Task OfAnswerAsync()
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            var status = context.Response.StatusCode;
            if (status is >= 200 and < 400)
            {
                var note = context.Features.Get<AuditNote>();
                await trail.EndAsync(begun, note?.Actor, note?.Subject ?? NewName());
            }
            else if (status < 500 || status == StatusCodes.Status503ServiceUnavailable)
            {
                await trail.DropAsync(begun);
            }
            else
            {
                await trail.LoseAsync(begun);
            }
        }

        public async Task OfFailureAsync()
        {
            if (!_isEnded)
            {
                _isEnded = true;
                await trail.LoseAsync(begun);
            }
        }

        /// <summary>The name of what was made, where the answer says where it is.</summary>
        private string? NewName() => context.Response.Headers.Location is [{ Length: > 0 } location]
            ? Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..])
            : null;
    }
}
