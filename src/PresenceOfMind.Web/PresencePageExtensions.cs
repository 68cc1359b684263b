using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Server.Rest;
using PresenceOfMind.Web.Pages.Overview;
using PresenceOfMind.Web.Shell;

namespace PresenceOfMind.Web;

/// <summary>Adds the page to a host.</summary>
public static class PresencePageExtensions
{
    /// <summary>Adds what the page needs. It shows what the host's dispatcher and PWS server know.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="team">The team to show; null for the first one that there is.</param>
    public static IServiceCollection AddPresencePage(this IServiceCollection services, string? team)
    {
        services.AddScoped(provider => new TeamShown(team ?? First(provider.GetRequiredService<ITeams>())));
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
        endpoints.MapRazorComponents<Document>().AddInteractiveServerRenderMode().AnswerHead();
        return endpoints;
    }

    private static string First(ITeams teams) => teams.ListAsync().GetAwaiter().GetResult() is [var first, ..] ? first : "";
}
