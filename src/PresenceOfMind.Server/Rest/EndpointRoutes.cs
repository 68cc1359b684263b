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

/// <summary>Endpoints over REST.</summary>
internal static class EndpointRoutes
{
    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapPost("/endpoints", RegisterAsync).FailsWith(PwsErrorCode.RegisterFailed).Is(SoapOperation.RegisterEndPoint);
        service.MapPut("/endpoints/{id}", RefreshAsync).FailsWith(PwsErrorCode.RegisterFailed).Is(SoapOperation.RegisterEndPoint);
        service.MapDelete("/endpoints/{id}", UnregisterAsync).FailsWith(PwsErrorCode.UnregisterFailed).Is(SoapOperation.UnregisterEndPoint);
    }

    private static async Task RegisterAsync(HttpContext context, PwsService pws, PresenceServerOptions options)
    {
        var caller = await ApplicationAsync(context, pws);
        TimeSpan? named = context.Request.Expiry() is { } header ? Expiry.Required(header) : null;
        var body = RestRequests.ReadEndpoint(await context.Request.BodyAsync(options.MaxBody));
        var expiry = named ?? Expiry.Required(body.Expiration);
        var id = await pws.RegisterEndpointAsync(caller, body.Url, expiry);
        await context.Response.AnswerEmptyAsync(StatusCodes.Status201Created, context.Request.AddressOf($"endpoints/{id}"));
    }

    private static async Task RefreshAsync(HttpContext context, string id, PwsService pws, PresenceServerOptions options)
    {
        var caller = await ApplicationAsync(context, pws);
        var number = PwsService.Id(id, PwsErrorCode.EndpointUnknown);
        TimeSpan? named = context.Request.Expiry() is { } header ? Expiry.Required(header) : null;
        var body = RestRequests.ReadEndpoint(await context.Request.BodyAsync(options.MaxBody));
        var expiry = named ?? Expiry.Required(body.Expiration);
        if (!string.IsNullOrWhiteSpace(body.Url))
        {
            throw new PwsException(PwsErrorCode.UrlInRefresh);
        }

        await pws.RefreshEndpointAsync(caller, number, expiry);

        // Cisco's reference application takes nothing else (PWS).
        await context.Response.AnswerEmptyAsync(StatusCodes.Status201Created, context.Request.AddressOf($"endpoints/{number}"));
    }

    private static async Task UnregisterAsync(HttpContext context, string id, PwsService pws)
    {
        var caller = await ApplicationAsync(context, pws);
        await pws.UnregisterEndpointAsync(caller, PwsService.Id(id, PwsErrorCode.EndpointUnknown));
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }

    private static async Task<Caller> ApplicationAsync(HttpContext context, PwsService pws) =>
        (await context.Request.CallerAsync(pws)).MustBeApplicationUser();
}
