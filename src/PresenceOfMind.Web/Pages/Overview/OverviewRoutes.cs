using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Web.Pages.Overview;

/// <summary>What the page's forms post to before (or without) the connection that makes the page live.</summary>
internal static class OverviewRoutes
{
    public static void MapOverview(this IEndpointRouteBuilder endpoints)
    {
        var tasks = endpoints.MapGroup("/page/tasks").ExcludeFromDescription();
        tasks.MapPost("/", ([FromForm] string? title, ITeams teams, TeamShown shown) =>
            DoAsync(() => teams.AddTaskAsync(shown.Team, new NewTask(title?.Trim() ?? ""))));
        tasks.MapPost("/{id}/complete", (string id, [FromForm] Nothing _, ITeams teams, TeamShown shown) =>
            DoAsync(() => teams.CompleteTaskAsync(shown.Team, id)));
        tasks.MapPost("/{id}/accept", (string id, [FromForm] string? worker, ITeams teams, TeamShown shown) =>
            DoAsync(() => teams.AcceptOfferAsync(shown.Team, id, worker ?? "")));
        tasks.MapPost("/{id}/decline", (string id, [FromForm] string? worker, ITeams teams, TeamShown shown) =>
            DoAsync(() => teams.DeclineOfferAsync(shown.Team, id, worker ?? "")));
        tasks.MapPost("/{id}/cancel", (string id, [FromForm] Nothing _, ITeams teams, TeamShown shown) =>
            DoAsync(() => teams.CancelTaskAsync(shown.Team, id)));
    }

    private static async Task<IResult> DoAsync(Func<Task> command)
    {
        try
        {
            await command();
            return SeeOther("~/");
        }
        catch (DispatchException refused)
        {
            return SeeOther($"~/?notice={Uri.EscapeDataString(refused.Refusal.Detail)}");
        }
    }

    /// <summary>After a form, the browser is to get the page anew, so that a reload does not post again.</summary>
    private static IResult SeeOther(string where) => Results.Redirect(where);

    /// <summary>A form without fields; that it is bound has the token checked which only our own page holds.</summary>
    private sealed record Nothing;
}
