using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Rest;

namespace PresenceOfMind.Server.Presence;

/// <summary>Presence over REST.</summary>
internal static class PresenceRoutes
{
    private const string Basic = "basic";

    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapGet("/users/{user}/presence/{type}/contacts/{*contacts}", Poll);
        service.MapGet("/users/{user}/presence/{type}/subscriptions/{id}", Fetch);
        service.MapPut("/users/{user}/presence/{type}", Set).FailsWith(PwsErrorCode.SetPresenceFailed);
    }

    private static async Task Poll(HttpContext context, string user, string type, string? contacts, PwsService pws)
    {
        (await pws.AuthenticateAsync(context.Request.SessionKey())).MustBeEndUser().MustBe(user);
        MustBeBasic(type);
        await WriteAsync(context.Response, await pws.PollAsync(ContactPath.Split(contacts), context.Request.Host.Host));
    }

    private static async Task Fetch(HttpContext context, string user, string type, string id, PwsService pws)
    {
        var key = context.Request.SessionKey();
        if (type == Basic && !string.IsNullOrEmpty(key) && int.TryParse(id, out var number)
            && await pws.FetchAsync(user, key, number) is { } states)
        {
            await WriteAsync(context.Response, states);
            return;
        }

        (await pws.AuthenticateAsync(key)).MustBeEndUser().MustBe(user, PwsErrorCode.SubscriptionNotYours);
        MustBeBasic(type);
        throw new PwsException(PwsErrorCode.SubscriptionUnknown, $"There is no subscription {id}.");
    }

    private static async Task Set(HttpContext context, string user, string type, PwsService pws, PresenceServerOptions options)
    {
        var caller = (await pws.AuthenticateAsync(context.Request.SessionKey())).MustBeEndUser().MustBe(user);
        MustBeBasic(type);
        var expiry = Expiry.Required(context.Request.Expiry());
        var asOverride = context.Request.Override();
        var state = RestRequests.ReadBasicPresence(await context.Request.BodyAsync(options.MaxBody));
        await pws.SetPresenceAsync(caller, state, asOverride, expiry);
        await RestRoutes.EmptyAsync(context.Response, StatusCodes.Status200OK);
    }

    private static void MustBeBasic(string type)
    {
        if (type != Basic)
        {
            throw new PwsException(PwsErrorCode.PresenceTypeInvalid);
        }
    }

    private static Task WriteAsync(HttpResponse response, IReadOnlyList<ContactPresence> contacts)
    {
        var body = new ArrayBufferWriter<byte>(128 + contacts.Count * 80);
        RestAnswers.WriteBasicList(body, contacts);
        return RestRoutes.WriteAsync(response, StatusCodes.Status200OK, body.WrittenMemory);
    }
}
