using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>Workers over HTTP.</summary>
internal static class WorkerRoutes
{
    public static void Map(OperationRoutes routes) =>
        routes.Map(new("GET", "/workers", "Workers", "The team's workers, as they are now") { Answer = typeof(WorkerListBody) }, ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var view = await context.Teams().GetViewAsync(await context.TeamAsync());
        return context.Answer(new WorkerListBody(view.Workers));
    }
}

/// <summary>The workers of a team.</summary>
/// <param name="Workers">In the order in which they were added.</param>
internal sealed record WorkerListBody(IReadOnlyList<WorkerView> Workers);
