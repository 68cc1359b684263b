using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Engine.Http;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Wire;

namespace PresenceOfMind.Server.Rest;

/// <summary>Presence over REST.</summary>
internal static class PresenceRoutes
{
    private const string Basic = "basic";
    private const string Rich = "rich";

    public static void Map(IEndpointRouteBuilder service)
    {
        service.MapGet("/users/{user}/presence/{type}/contacts/{*contacts}", PollAsync).Is(SoapOperation.GetPolledPresence).AnswerHead();
        service.MapGet("/users/{user}/presence/{type}/subscriptions/{id}", FetchAsync).Is(SoapOperation.GetSubscribedPresence).AnswerHead();
        service.MapPut("/users/{user}/presence/{type}", SetAsync).FailsWith(PwsErrorCode.SetPresenceFailed).Is(SoapOperation.SetPresence);
    }

    private static async Task PollAsync(HttpContext context, string user, string type, string? contacts, PwsService pws)
    {
        var caller = (await context.Request.CallerAsync(pws)).MustBeEndUser().MustBe(user);
        var host = context.Request.Host.Host;
        if (IsRich(type))
        {
            await WriteAsync(context.Response, await pws.PollRichAsync(caller, ContactPath.Split(contacts), host));
        }
        else
        {
            await WriteAsync(context.Response, await pws.PollAsync(caller, ContactPath.Split(contacts), host));
        }
    }

    // The session's owner is asked once where all is well: this is the most frequent request.
    private static async Task FetchAsync(HttpContext context, string user, string type, string id, PwsService pws)
    {
        var (node, key) = (context.Request.Node(), context.Request.SessionKey());
        var opens = !HttpMethods.IsHead(context.Request.Method);
        if (!string.IsNullOrEmpty(key) && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (type == Basic && opens && pws.FetchAtHand(node, user, key, number) is { } list)
            {
                await context.Response.AnswerXmlAsync(StatusCodes.Status200OK, list);
                return;
            }

            if (type == Basic && await pws.FetchAsync(node, user, key, number, opens) is { } states)
            {
                await WriteAsync(context.Response, states);
                return;
            }

            if (type == Rich && await pws.FetchRichAsync(node, user, key, number, opens) is { } documents)
            {
                await WriteAsync(context.Response, documents);
                return;
            }
        }

        (await context.Request.CallerAsync(pws)).MustBeEndUser().MustBe(user, PwsErrorCode.SubscriptionNotYours);
        IsRich(type);
        throw new PwsException(PwsErrorCode.SubscriptionUnknown, $"There is no subscription {id}.");
    }

    private static async Task SetAsync(HttpContext context, string user, string type, PwsService pws, PresenceServerOptions options)
    {
        var caller = (await context.Request.CallerAsync(pws)).MustBeEndUser().MustBe(user);
        var rich = IsRich(type);
        var expiry = Expiry.Required(context.Request.Expiry());
        var asOverride = context.Request.Override();
        var body = await context.Request.BodyAsync(options.MaxBody);
        await (rich
            ? pws.SetPresenceAsync(caller, PidfReader.Read(body), asOverride, expiry)
            : pws.SetPresenceAsync(caller, RestRequests.ReadBasicPresence(body), asOverride, expiry));
        await context.Response.AnswerEmptyAsync(StatusCodes.Status200OK);
    }

    private static bool IsRich(string type) => type switch
    {
        Basic => false,
        Rich => true,
        _ => throw new PwsException(PwsErrorCode.PresenceTypeInvalid),
    };

    private static Task WriteAsync(HttpResponse response, IReadOnlyList<ContactPresence> contacts) =>
        response.AnswerXmlAsync(StatusCodes.Status200OK, RestAnswers.WriteBasicList(contacts));

    private static Task WriteAsync(HttpResponse response, IReadOnlyList<PidfDocument> documents) =>
        response.AnswerXmlAsync(StatusCodes.Status200OK, RestAnswers.WriteRichList(documents));
}
