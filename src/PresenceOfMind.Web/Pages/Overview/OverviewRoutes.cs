using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Web.Access;

namespace PresenceOfMind.Web.Pages.Overview;

/// <summary>What the page's forms post to before (or without) the connection that makes the page live.</summary>
internal static class OverviewRoutes
{
    public static void MapOverview(this IEndpointRouteBuilder endpoints)
    {
        var tasks = endpoints.MapGroup("/page/tasks").ExcludeFromDescription();
        tasks.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<PageUser>().Use(context.HttpContext.User);
            return next(context);
        });
        tasks.MapPost("/", ([FromForm] string? title, string? team, PageActions actions, ShownTeam shown) =>
            DoAsync(shown, team, () => actions.AddTaskAsync(title?.Trim() ?? "")));
        tasks.MapPost("/{id}/complete", (TaskId id, [FromForm] string? outcome, string? team, PageActions actions, ShownTeam shown) =>
            DoAsync(shown, team, () => actions.CompleteTaskAsync(id, string.IsNullOrEmpty(outcome) ? null : outcome)));
        tasks.MapPost("/{id}/accept", (TaskId id, [FromForm] string? worker, string? team, PageActions actions, ShownTeam shown) =>
            DoAsync(shown, team, () => actions.AcceptOfferAsync(id, new Contact(worker ?? ""))));
        tasks.MapPost("/{id}/decline", (TaskId id, [FromForm] string? worker, string? team, PageActions actions, ShownTeam shown) =>
            DoAsync(shown, team, () => actions.DeclineOfferAsync(id, new Contact(worker ?? ""))));
        tasks.MapPost("/{id}/cancel", (TaskId id, [FromForm] Nothing _, string? team, PageActions actions, ShownTeam shown) =>
            DoAsync(shown, team, () => actions.CancelTaskAsync(id)));
    }

    private static async Task<IResult> DoAsync(ShownTeam shown, string? team, Func<Task> command)
    {
        await shown.ChooseAsync(team);
        var page = "~/" + shown.ToTeam()[2..];
        try
        {
            await command();
            return SeeOther(page);
        }
        catch (DispatchException refused)
        {
            return SeeOther(WithNotice(page, refused.Refusal.Detail));
        }
        catch (AccessException refused)
        {
            return SeeOther(WithNotice(page, refused.Message));
        }
    }

    private static string WithNotice(string page, string notice) =>
        $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}notice={Uri.EscapeDataString(notice)}";

    /// <summary>After a form, the browser requests the page again, so that a reload does not post again.</summary>
    private static IResult SeeOther(string where) => Results.Redirect(where);

    /// <summary>A form without fields; that it is bound has the token checked which only our own page holds.</summary>
    private sealed record Nothing;
}
