using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Maps operations, so that each refuses what it does not take and other methods are told what there is.</summary>
internal sealed class ApiOperationRoutes(RouteGroupBuilder api)
{
    /// <summary>The prefix of a team's paths.</summary>
    public const string Team = "/v1/teams/{team}";

    private readonly Dictionary<string, SortedSet<string>> _methods = new(StringComparer.Ordinal);

    /// <summary>Maps an operation, by its long path and, where there is one, by the short one that means the only team.</summary>
    /// <param name="operation">What it is.</param>
    /// <param name="handler">What it does.</param>
    public void Map(ApiOperation operation, Func<HttpContext, Task<IResult>> handler)
    {
        string[] paths = operation.IsOfTeams ? ["/v1" + operation.Path] : [Team + operation.Path, "/v1" + operation.Path];
        string[] known = [.. operation.Query.Select(q => q.Name)];
        foreach (var path in paths)
        {
            Delegate handle = (HttpContext context) =>
            {
                context.Request.AllowQuery(known);
                return handler(context);
            };
            var mapped = api.MapMethods(path, [operation.Method], handle);
            if (path == paths[0])
            {
                mapped.Describe(operation);
            }
            else
            {
                mapped.ExcludeFromDescription();
            }

            if (operation.Method == "GET")
            {
                api.MapMethods(path, ["HEAD"], handle).ExcludeFromDescription();
            }

            if (!_methods.TryGetValue(path, out var mappedBefore))
            {
                _methods[path] = mappedBefore = new SortedSet<string>(StringComparer.Ordinal);
            }

            mappedBefore.UnionWith(operation.Method == "GET" ? ["GET", "HEAD"] : [operation.Method]);
        }
    }

    /// <summary>Has every path that was mapped refuse the methods that it lacks. To be called once, after the last operation.</summary>
    public void RefuseOtherMethods()
    {
        foreach (var (path, methods) in _methods)
        {
            var allowed = string.Join(", ", methods);
            api.Map(path, (HttpContext context) =>
            {
                context.Response.Headers.Allow = allowed;
                return ProblemMiddleware.Result(
                    new ApiProblem("Method Not Allowed", 405, "method-not-allowed", $"This path takes {allowed}."));
            }).ExcludeFromDescription();
        }
    }
}
