using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Signing out, the challenge for a passkey, and the way to the identity provider. Signing in with a password or a passkey is a page.
/// </summary>
internal static class SignInRoutes
{
    /// <summary>Where people sign in.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Where a browser asks for the challenge of a sign-in with a passkey.</summary>
    private const string Passkey = "/sign-in/passkey";

    /// <summary>Maps the routes.</summary>
    /// <param name="endpoints">The routes of the page's port.</param>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(OpenIdSignIn.Begin, async (HttpContext context, string? returnUrl) =>
            {
                if (context.RequestServices.GetService<OpenIdSignIn>() is { } openId)
                {
                    await openId.BeginAsync(context, returnUrl);
                }
                else
                {
                    context.Response.Redirect(context.Request.PathBase.ToUriComponent() + SignIn);
                }
            })
            .ExcludeFromDescription();
        endpoints
            .MapGet(Passkey, async (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Results.Text(await PasskeyService.BeginSignInAsync(context), "application/json");
            })
            .ExcludeFromDescription();
        endpoints
            .MapPost("/sign-out", async ([FromForm] SignOutForm _, HttpContext context) =>
            {
                var openId = context.RequestServices.GetService<OpenIdSignIn>();
                var next = openId is null ? null : await openId.EndAsync(context);
                await SignInService.SignOutAsync(context);
                return next is null ? Results.Redirect("~" + SignIn) : Results.Content(ToLeave(next), "text/html; charset=utf-8");
            })
            .ExcludeFromDescription();
    }

    /// <summary>
    /// A page that leads on to the identity provider, whose own session ends there. A redirect would not do: after a form, the content
    /// security policy lets a browser go to this origin alone.
    /// </summary>
    private static string ToLeave(string address)
    {
        var link = HtmlEncoder.Default.Encode(address);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="refresh" content="0;url={link}">
            <title>Signed out – Presence of Mind</title>
            </head>
            <body><p>You are signed out here. <a href="{link}">Sign out at the identity provider too</a></p></body>
            </html>
            """;
    }

    /// <summary>A form without fields; that it is bound has the token checked which only our own page holds.</summary>
    private sealed record SignOutForm;
}
