using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Access.Http;

/// <summary>Accounts over HTTP, below <c>/admin/accounts</c>.</summary>
internal static class AccountRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="admin">The routes of <c>/admin</c>.</param>
    public static void Map(IEndpointRouteBuilder admin)
    {
        var routes = admin.MapGroup("/accounts").AddEndpointFilter(AccessRequestExtensions.ExplainAsync);
        routes.MapGet("", (HttpContext context, AccountService accounts) =>
            TypedResults.Json(accounts.List(context.GetPrincipal()), AccessJson.Default.IReadOnlyListAccountView));
        routes.MapPost("", async (HttpContext context, AccountService accounts) =>
        {
            var added = await accounts.AddAsync(
                context.GetPrincipal(), await context.Request.ReadAsync(AccessJson.Default.AccountBody));
            context.SetLocation(added.Name);
            return TypedResults.Json(added, AccessJson.Default.AccountView, statusCode: StatusCodes.Status201Created);
        });
        routes.MapPut("/{name}/password", async (string name, HttpContext context, AccountService accounts) => TypedResults.Json(
            await accounts.SetPasswordAsync(
                context.GetPrincipal(), name, await context.Request.ReadAsync(AccessJson.Default.PasswordBody)),
            AccessJson.Default.AccountView));
        routes.MapPost("/{name}/grant", async (string name, HttpContext context, AccountService accounts) => TypedResults.Json(
            await accounts.GrantAsync(context.GetPrincipal(), name, await context.Request.ReadAsync(AccessJson.Default.GrantBody)),
            AccessJson.Default.AccountView));
        routes.MapPost("/{name}/revoke", async (string name, HttpContext context, AccountService accounts) => TypedResults.Json(
            await accounts.RevokeAsync(context.GetPrincipal(), name, await context.Request.ReadAsync(AccessJson.Default.GrantBody)),
            AccessJson.Default.AccountView));
        routes.MapDelete("/{name}", async (string name, HttpContext context, AccountService accounts) =>
        {
            await accounts.RemoveAsync(context.GetPrincipal(), name);
            return TypedResults.NoContent();
        });
    }
}
