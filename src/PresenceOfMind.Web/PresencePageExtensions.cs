using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using PresenceOfMind.Access;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Web.Access;
using PresenceOfMind.Web.Pages.Overview;
using PresenceOfMind.Web.Shell;

namespace PresenceOfMind.Web;

/// <summary>Adds the page to a host.</summary>
public static class PresencePageExtensions
{
    /// <summary>Adds what the page needs. It shows what the host's dispatcher knows, and its PWS server where there is one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="team">The team to show where the address names none; null for the first one that there is.</param>
    /// <param name="isReachedByOthers">Whether other machines reach the page.</param>
    /// <param name="limits">How many pages may be open.</param>
    public static IServiceCollection AddPresencePage(
        this IServiceCollection services, TeamName? team, bool isReachedByOthers, PageLimits limits)
    {
        services.AddSingleton(new PageOptions(team, isReachedByOthers));
        services.AddSingleton(limits).AddSingleton<OpenPages>().AddScoped<CircuitHandler, OpenPageHandler>();
        services.AddScoped<ShownTeam>().AddScoped<PageUser>().AddScoped<PageRightsService>();
        services.AddScoped<PageActions>().AddScoped<AccessActions>().AddScoped<OwnAccountActions>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        return services;
    }

    /// <summary>Serves the page at <c>/</c>, with its styles and scripts.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static IEndpointRouteBuilder MapPresencePage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets();
        endpoints.MapOverview();
        endpoints.MapSignOut();
        endpoints.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
            .AnswerHead();
        endpoints.MapFallback(
            () => Results.Text("This page does not exist. The start page is at /.\n", statusCode: StatusCodes.Status404NotFound));
        return endpoints;
    }
}
