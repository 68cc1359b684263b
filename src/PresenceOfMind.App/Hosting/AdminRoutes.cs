using PresenceOfMind.Server.Admin;

namespace PresenceOfMind.App.Hosting;

/// <summary><c>/admin</c>, on the page's port alone, for who has the key.</summary>
internal static class AdminRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    /// <returns>The guarded group, for what is mapped besides.</returns>
    public static RouteGroupBuilder MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var admin = endpoints.MapGroup("/admin").DisableAntiforgery();
        admin.AddEndpointFilter(async (context, next) =>
        {
            var request = context.HttpContext;
            return request.RequestServices.GetRequiredService<AdminKey>().Opens(request.Request.Headers.Authorization.ToString())
                ? await next(context)
                : Results.Problem(
                    "This request needs the admin key as \"Authorization: Bearer KEY\". "
                        + "The key is in the file admin.key of the data folder.",
                    statusCode: 401);
        });
        return admin.MapPresenceAdmin();
    }
}
