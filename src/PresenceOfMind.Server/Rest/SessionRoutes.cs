using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Sessions;
using PresenceOfMind.Server.Wire;

namespace PresenceOfMind.Server.Rest;

/// <summary>Log-in and log-out over REST.</summary>
internal static class SessionRoutes
{
    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapPost("/users/{user}/sessions", (HttpContext context, string user, PwsService pws, PresenceServerOptions options) =>
            LogInAsync(
                context,
                user,
                pws,
                options,
                force: IsForced(context.Request))).FailsWith(PwsErrorCode.LoginNotPossible).Is(SoapOperation.Login);
        service
            .MapMethods("/users/{user}/session", ["PUT", "POST"], (
                HttpContext context, string user, PwsService pws, PresenceServerOptions options) =>
            LogInAsync(
                context,
                user,
                pws,
                options,
                force: context.Request.Method == "PUT" || IsForced(context.Request))).FailsWith(PwsErrorCode.LoginNotPossible).Is(
                    SoapOperation.Login);
        service.MapDelete("/users/{user}/session", LogOutAsync).FailsWith(PwsErrorCode.LogoutFailed).Is(SoapOperation.Logout);
    }

    private static bool IsForced(HttpRequest request) =>
        string.Equals(request.Query["force"], "true", StringComparison.OrdinalIgnoreCase);

    private static async Task LogInAsync(HttpContext context, string user, PwsService pws, PresenceServerOptions options, bool force)
    {
        PwsRequestExtensions.RefuseEmptyUser(user);
        var key = context.Request.SessionKey();
        var caller = string.IsNullOrWhiteSpace(key) ? null : (await context.Request.CallerAsync(pws)).MustBeApplicationUser();
        var body = await context.Request.BodyAsync(options.MaxBody);
        try
        {
            var session = caller is null
                ? await pws.LogInAsync(
                    context.Request.Node(),
                    user,
                    Password(body),
                    force,
                    LoginAddress.From(context.Connection.RemoteIpAddress),
                    context.RequestAborted)
                : await pws.LogInAsync(user, caller, force);
            await context.Response.AnswerXmlAsync(
                StatusCodes.Status201Created,
                RestAnswers.WriteSession(session, pws.BackupServer(context.Request.Node())));
        }
        catch (RedirectException elsewhere)
        {
            context.Response.Headers.Location = $"https://{elsewhere.Home}{PwsPaths.Service}/users/{Uri.EscapeDataString(user)}/session";
            await context.Response.AnswerXmlAsync(
                StatusCodes.Status307TemporaryRedirect, RestAnswers.WriteRedirect(elsewhere.Home, elsewhere.Backup));
        }
    }

    // Neither a key nor a body is a log-in of an end user whose application forgot its key.
    private static string Password(ReadOnlyMemory<byte> body) =>
        body.IsEmpty ? throw new PwsException(PwsErrorCode.SessionKeyMissing) : RestRequests.ReadLoginPassword(body);

    private static async Task LogOutAsync(HttpContext context, string user, PwsService pws)
    {
        var caller = (await context.Request.CallerAsync(pws)).MustBe(user);
        await pws.LogOutAsync(caller);
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }
}
