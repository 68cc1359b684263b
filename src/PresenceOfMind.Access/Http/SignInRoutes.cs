using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace PresenceOfMind.Access.Http;

/// <summary>Signing out. Signing in is a page.</summary>
internal static class SignInRoutes
{
    /// <summary>Where people sign in.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Maps the route.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/sign-out", async ([FromForm] SignOutForm _, HttpContext context) =>
        {
            await SignInService.SignOutAsync(context);
            return Results.Redirect("~" + SignIn);
        })
        .ExcludeFromDescription();

    /// <summary>A form without fields; that it is bound has the token checked which only our own page holds.</summary>
    private sealed record SignOutForm;
}
