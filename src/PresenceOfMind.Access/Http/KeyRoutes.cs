using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Access.Http;

/// <summary>Keys over HTTP, below <c>/admin/keys</c>.</summary>
internal static class KeyRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void Map(IEndpointRouteBuilder admin)
    {
        var routes = admin.MapGroup("/keys").AddEndpointFilter(AccessRequestExtensions.ExplainAsync);
        routes.MapGet("", (HttpContext context, KeyService keys) =>
            TypedResults.Json(keys.List(context.GetPrincipal()), AccessJson.Default.IReadOnlyListKeyView));
        routes.MapPost("", async (HttpContext context, KeyService keys) =>
        {
            var added = await keys.AddAsync(context.GetPrincipal(), await context.Request.ReadAsync(AccessJson.Default.KeyBody));
            context.SetLocation(added.Name);
            return TypedResults.Json(added, AccessJson.Default.KeyView, statusCode: StatusCodes.Status201Created);
        });
        routes.MapPost("/{name}/rotate", async (string name, HttpContext context, KeyService keys) => TypedResults.Json(
            await keys.RotateAsync(context.GetPrincipal(), name.Decoded(), await context.Request.ReadAsync(AccessJson.Default.RotateBody)),
            AccessJson.Default.KeyView));
        routes.MapDelete("/{name}", async (string name, HttpContext context, KeyService keys) =>
        {
            await keys.RevokeAsync(context.GetPrincipal(), name.Decoded());
            return TypedResults.NoContent();
        });
    }
}
