using PresenceOfMind.Access;
using PresenceOfMind.Server.Admin;

namespace PresenceOfMind.App.Hosting;

/// <summary><c>/admin</c>, on the page's port alone.</summary>
internal static class AdminRoutes
{
    /// <summary>Adds the routes of keys.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    /// <returns>The group, for what is mapped besides.</returns>
    public static RouteGroupBuilder MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var admin = endpoints.MapGroup("/admin").DisableAntiforgery();
        admin.MapAccessAdmin();
        return admin;
    }

    /// <summary>Adds the routes of keys, and those of the server.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    /// <returns>The group, for what is mapped besides.</returns>
    public static RouteGroupBuilder MapServerAdmin(this IEndpointRouteBuilder endpoints) => endpoints.MapAdmin().MapPresenceAdmin();
}
