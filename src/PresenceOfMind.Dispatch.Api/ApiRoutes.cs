using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Api.Configuration;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Api.Explanations;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Api.Offers;
using PresenceOfMind.Dispatch.Api.Presence;
using PresenceOfMind.Dispatch.Api.Queues;
using PresenceOfMind.Dispatch.Api.Tasks;
using PresenceOfMind.Dispatch.Api.Teams;
using PresenceOfMind.Dispatch.Api.Workers;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>The dispatcher's API.</summary>
public static class ApiRoutes
{
    /// <summary>
    /// Maps <c>/api/v1/teams/{team}/…</c>, the short paths <c>/api/v1/…</c>, which mean the only team, the API's description
    /// (<c>/api/v1/openapi.json</c>) with a page to try it (<c>/api/docs</c>), that of its events
    /// (<c>/api/v1/asyncapi.json</c>), and a clear answer to every other path below
    /// <c>/api</c>. Errors are problem details (RFC 9457).
    /// </summary>
    /// <param name="endpoints">Where to map it.</param>
    public static void MapDispatchApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApiDocument();
        endpoints.MapAsyncApiDocument();
        var api = endpoints.MapGroup("/api").AddEndpointFilter<ProblemMiddleware>();
        var routes = new ApiOperationRoutes(api);
        TaskRoutes.Map(routes);
        TaskCommandRoutes.Map(routes);
        WorkerRoutes.Map(routes);
        ProgramPresenceRoutes.Map(routes);
        QueueRoutes.Map(routes);
        OfferRoutes.Map(routes);
        ExplanationRoutes.Map(routes);
        EventRoutes.Map(routes);
        EventStreamRoutes.Map(routes);
        SettingsRoutes.Map(routes);
        TeamRoutes.Map(routes);
        routes.RefuseOtherMethods();
        api.Map("/{**path}", NotFound).ExcludeFromDescription();
    }

    private static IResult NotFound() => ProblemMiddleware.Result(
        new ApiProblem("Not Found", 404, "path-unknown", "This path does not exist; see /api/docs, or /api/v1/openapi.json for programs."));
}
