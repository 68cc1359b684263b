using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>Workers over HTTP.</summary>
internal static class WorkerRoutes
{
    public static void Map(IEndpointRouteBuilder team) => team.MapPath("/workers", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery();
        var view = await teams.GetViewAsync(await context.TeamAsync(teams));
        return Results.Json(new WorkerListBody(view.Workers), ApiJson.Default.WorkerListBody);
    }
}
