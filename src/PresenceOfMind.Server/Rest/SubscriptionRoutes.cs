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

/// <summary>Subscriptions over REST.</summary>
internal static class SubscriptionRoutes
{
    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapPost("/users/{user}/subscriptions", SubscribeAsync).FailsWith(PwsErrorCode.SubscribeFailed).Is(SoapOperation.Subscribe);
        service.MapPut("/users/{user}/subscriptions/{id}", ChangeAsync).FailsWith(PwsErrorCode.SubscribeFailed).Is(SoapOperation.Subscribe);
        service.MapDelete(
            "/users/{user}/subscriptions/{id}", UnsubscribeAsync).FailsWith(PwsErrorCode.UnsubscribeFailed).Is(SoapOperation.Unsubscribe);
        service.MapDelete(
            "/users/{user}/subscriptions/{id}/contacts/{*contacts}",
            RemoveContactsAsync).FailsWith(PwsErrorCode.UnsubscribeFailed).Is(SoapOperation.Unsubscribe);
    }

    private static async Task SubscribeAsync(HttpContext context, string user, PwsService pws, PresenceServerOptions options)
    {
        var caller = (await context.Request.CallerAsync(pws)).MustBeEndUser().MustBe(user);
        var expiry = Expiry.Required(context.Request.Expiry());
        var body = RestRequests.ReadSubscription(await context.Request.BodyAsync(options.MaxBody));
        var id = await pws.SubscribeAsync(caller, body.SubscriptionType, body.EndpointId, body.Contacts, context.Request.Host.Host, expiry);
        await context.Response.AnswerEmptyAsync(
            StatusCodes.Status201Created,
            context.Request.AddressOf($"users/{Uri.EscapeDataString(user)}/subscriptions/{id}"));
    }

    private static async Task ChangeAsync(HttpContext context, string user, string id, PwsService pws, PresenceServerOptions options)
    {
        var caller = await OwnerAsync(context, user, pws);
        var expiry = Expiry.Optional(context.Request.Expiry());
        var body = RestRequests.ReadSubscription(await context.Request.BodyAsync(options.MaxBody));
        await pws.ChangeSubscriptionAsync(caller, Number(id), body.Contacts, context.Request.Host.Host, expiry);
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }

    private static async Task UnsubscribeAsync(HttpContext context, string user, string id, PwsService pws)
    {
        var caller = await OwnerAsync(context, user, pws);
        await pws.UnsubscribeAsync(caller, Number(id));
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }

    private static async Task RemoveContactsAsync(HttpContext context, string user, string id, string? contacts, PwsService pws)
    {
        var caller = await OwnerAsync(context, user, pws);
        await pws.RemoveContactsAsync(caller, Number(id), ContactPath.Split(contacts), context.Request.Host.Host);
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }

    private static async Task<Caller> OwnerAsync(HttpContext context, string user, PwsService pws) =>
        (await context.Request.CallerAsync(pws)).MustBeEndUser().MustBe(user, PwsErrorCode.SubscriptionNotYours);

    private static int Number(string id) => PwsService.Id(id, PwsErrorCode.SubscriptionUnknown);
}
