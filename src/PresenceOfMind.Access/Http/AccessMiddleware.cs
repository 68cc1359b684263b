using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Verifies who sends a request, limits how many and how large they are, and asks <see cref="RouteTable"/> whether the caller may. It
/// comes after routing and before every route of the port.
/// </summary>
/// <param name="next">The next one.</param>
/// <param name="sources">The ways in which a request shows who sends it.</param>
/// <param name="state">Whether anybody is asked.</param>
/// <param name="facts">Answers what is a worker's own.</param>
/// <param name="limiter">Limits requests.</param>
/// <param name="streams">Limits streams.</param>
/// <param name="claims">Finds who the caller of a stream is now.</param>
/// <param name="time">The clock by which callers of streams are checked.</param>
/// <param name="wall">The clock by which tokens expire.</param>
/// <param name="ended">Tells why a session ended; null where nobody signs in.</param>
internal sealed class AccessMiddleware(
    RequestDelegate next,
    IEnumerable<IPrincipalSource> sources,
    AccessState state,
    ITeamFacts facts,
    RequestLimiter limiter,
    OpenStreams streams,
    PrincipalClaims claims,
    TimeProvider time,
    WallClock wall,
    EndedSession? ended = null)
{
    /// <summary>How soon a stream ends whose caller may no longer have it.</summary>
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    /// <summary>Headers by which a proxy says that it passed a request on.</summary>
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"];

    private readonly IPrincipalSource[] _sources = [.. sources];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (!await CheckAsync(context))
            {
                return;
            }
        }
        catch (AccessException refusal)
        {
            await AccessProblem.WriteAsync(context, refusal);
            return;
        }

        if (context.GetEndpoint() is RouteEndpoint endpoint
            && FindRule(context.Request.Method, endpoint) is { IsStream: true } rule
            && context.FindPrincipal() is { } principal)
        {
            await StreamAsync(context, principal, rule);
            return;
        }

        await next(context);
    }

    /// <summary>Answers with a stream, which has a place and ends when the caller may no longer have it.</summary>
    private async Task StreamAsync(HttpContext context, Principal principal, AccessRule rule)
    {
        RateLimitLease place;
        try
        {
            place = streams.TakePlace(principal);
        }
        catch (AccessException refusal)
        {
            await AccessProblem.WriteAsync(context, refusal);
            return;
        }

        using (place)
        using (var end = new CancellationTokenSource())
        using (var answered = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted))
        {
            context.Features.Set(new CallerLifetime(end.Token));
            var checks = CheckUntilEndedAsync(context, principal, rule, end, answered.Token);
            try
            {
                await next(context);
            }
            finally
            {
                await answered.CancelAsync();
                await checks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CheckUntilEndedAsync(
        HttpContext context, Principal principal, AccessRule rule, CancellationTokenSource end, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(CheckEvery, time, cancellationToken);
                if (await FindNowAsync(context, principal) is not { } now)
                {
                    break;
                }

                await RequireAsync(context, now, rule);
            }
        }
        catch (AccessException)
        {
            // The role has ended.
        }

        await end.CancelAsync();
    }

    /// <summary>Who the caller of a request is now; null where that has ended. A key may have got another text.</summary>
    private async ValueTask<Principal?> FindNowAsync(HttpContext context, Principal principal) => principal switch
    {
        { Until: { } until } => until > wall.Now ? principal : null,
        { Kind: PrincipalKind.Key } => (await FindPrincipalAsync(context)).Principal,
        _ => claims.FindCurrent(context.User),
    };

    /// <returns>False where the request was answered.</returns>
    private async Task<bool> CheckAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var rule = endpoint is null ? null : FindRule(context.Request.Method, endpoint);
        var (principal, wrong) = await FindPrincipalAsync(context);
        context.Features.Set(principal);
        context.User = PrincipalClaims.ToClaims(principal);
        if (rule is not { IsUncounted: true })
        {
            limiter.Count(principal, context.Connection.RemoteIpAddress);
        }

        // What is no route is the router's own refusal, 405 or 415, or nothing at all.
        if (endpoint is null)
        {
            return true;
        }

        if (wrong is not null)
        {
            throw wrong;
        }

        if (state.IsOpen)
        {
            RefuseProxy(context.Request);
        }

        return await MayAsync(context, principal, rule ?? throw new AccessException(403, "not-allowed", "No role may use this path."));
    }

    private static AccessRule? FindRule(string method, RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return RouteTable.Find(method, endpoint.RoutePattern.RawText ?? "", methods is null or { Count: 0 });
    }

    /// <returns>False where the request was answered.</returns>
    private async Task<bool> MayAsync(HttpContext context, Principal? principal, AccessRule rule)
    {
        if (rule.Needs is Permission.Public)
        {
            await BodyLimit.ApplyAsync(context, rule.MaxBody);
            return true;
        }

        if (principal is null && rule.IsPage)
        {
            SendToSignIn(context);
            return false;
        }

        if (principal is null)
        {
            throw new AccessException(
                401, "key-needed", "This request needs an API key as \"Authorization: Bearer KEY\". Make one with: pom keys add NAME.");
        }

        await RequireAsync(context, principal, rule);
        await BodyLimit.ApplyAsync(context, rule.MaxBody);
        return true;
    }

    /// <returns>Who sends the request, or why what it shows is wrong; neither where it shows nothing.</returns>
    private async ValueTask<(Principal? Principal, AccessException? Wrong)> FindPrincipalAsync(HttpContext context)
    {
        try
        {
            foreach (var source in _sources)
            {
                if (await source.FindAsync(context) is { } principal)
                {
                    return (principal, null);
                }
            }
        }
        catch (AccessException wrong)
        {
            return (null, wrong);
        }

        return (state.IsOpen ? Principal.Anyone : null, null);
    }

    private async Task RequireAsync(HttpContext context, Principal principal, AccessRule rule)
    {
        if (rule.Needs is Permission.SignedIn)
        {
            return;
        }

        // A path without a team means the only one that the caller sees. Where there are several, the handler asks for its name.
        var team = rule.Scope is TeamScope.Path
            ? context.GetRouteValue("team") as string ?? await facts.FindOnlyTeamAsync(principal.Sees)
            : null;
        var isForHandler = rule.Scope is TeamScope.Handler || (rule.Scope is TeamScope.Path && team is null);
        if (principal.Has(rule.Needs, team) || (isForHandler && principal.HasSomewhere(rule.Needs))
            || (rule.Own is Ownership.Handler && principal.HasForOwnSomewhere(rule.Needs)))
        {
            return;
        }

        foreach (var worker in principal.WorkersWith(rule.Needs, team))
        {
            if (await FindOwnAsync(context, rule.Own, team, worker) is { } own)
            {
                context.Features.Set(own);
                return;
            }
        }

        var where = team is null ? "" : $" in the team {team}";
        throw new AccessException(
            403, "not-allowed", $"{principal.Actor} may not do this: it needs the permission {rule.Needs.ToName()}{where}.");
    }

    private ValueTask<OwnSubject?> FindOwnAsync(HttpContext context, Ownership own, string? team, string worker) => facts.FindOwnAsync(
        own,
        team,
        context.GetRouteValue("id") as string,
        own is Ownership.WorkerInQuery
            ? context.Request.Query["worker"] is [{ } one] ? one : null
            : context.GetRouteValue("contact") as string,
        worker);

    /// <summary>
    /// Sends a browser to the sign-in, with why its session ended, and from there back to the page that was asked for.
    /// </summary>
    private void SendToSignIn(HttpContext context)
    {
        var request = context.Request;
        var back = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? request.Path.ToUriComponent() + request.QueryString.ToUriComponent()
            : LocalPath.Start;
        var query = back == LocalPath.Start ? QueryString.Empty : QueryString.Create("returnUrl", back);
        if (ended?.Find(context) is { } end)
        {
            query = query.Add(SessionEndNotice.Parameter, SessionEndNotice.ToCode(end));
        }

        context.Response.Redirect(request.PathBase.ToUriComponent() + SignInRoutes.SignIn + query.ToUriComponent());
    }

    /// <summary>
    /// A proxy on this machine would make everybody whom it serves an administrator. Proxies show themselves by these headers, where they
    /// are set up to.
    /// </summary>
    private static void RefuseProxy(HttpRequest request)
    {
        if (ProxyHeaders.FirstOrDefault(request.Headers.ContainsKey) is { } header)
        {
            throw new AccessException(
                403,
                "proxy-refused",
                $"This request came through a proxy ({header}), and nobody is asked for a key yet. Make an account or a key first: "
                    + "pom accounts add NAME, or pom keys add NAME.");
        }
    }
}
