using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>The dispatcher's API.</summary>
public static class ApiRoutes
{
    private static readonly string[] Read = ["GET", "HEAD"];

    /// <summary>
    /// Maps <c>/api/v1/teams/{team}/…</c>, the short paths <c>/api/v1/…</c>, which mean the only team, and a clear answer to
    /// every other path below <c>/api</c>. Errors are problem details (RFC 9457).
    /// </summary>
    /// <param name="endpoints">Where to map it.</param>
    public static void MapDispatchApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").AddEndpointFilter<ProblemMiddleware>();
        foreach (var prefix in (string[])["/v1", "/v1/teams/{team}"])
        {
            var team = api.MapGroup(prefix);
            TaskRoutes.Map(team);
            WorkerRoutes.Map(team);
        }

        api.Map("/{**path}", NotFound);
    }

    /// <summary>Maps a path's reading and, where there is one, its writing; any other method is refused.</summary>
    internal static void MapPath(this IEndpointRouteBuilder routes, string pattern, Delegate? get, Delegate? post = null)
    {
        if (get is not null)
        {
            routes.MapMethods(pattern, Read, get);
        }

        if (post is not null)
        {
            routes.MapPost(pattern, post);
        }

        var allowed = string.Join(", ", [.. get is null ? [] : Read, .. post is null ? Array.Empty<string>() : ["POST"]]);
        routes.Map(pattern, (HttpContext context) =>
        {
            context.Response.Headers.Allow = allowed;
            return ProblemMiddleware.Result(new ApiProblem("Method Not Allowed", 405, "method-not-allowed", $"This path takes {allowed}."));
        });
    }

    private static IResult NotFound() =>
        ProblemMiddleware.Result(new ApiProblem("Not Found", 404, "path-unknown", "There is no such path; see /api/v1/tasks and /api/v1/workers."));
}
