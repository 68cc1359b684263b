using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>What handlers of operations do alike: which team, which command under which conditions, and answers with entity tags.</summary>
internal static class CallExtensions
{
    private const string Json = "application/json";

    /// <summary>A part of the path.</summary>
    public static string Part(this HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    /// <summary>The task that the path names.</summary>
    public static TaskId TaskId(this HttpContext context) => new(context.Part("id"));

    /// <summary>The contact that the path names, as its key.</summary>
    public static Contact Contact(this HttpContext context) =>
        Core.Identity.Contact.Spelled(context.Part("contact"));

    public static TeamsService Teams(this HttpContext context) => context.RequestServices.GetRequiredService<TeamsService>();

    /// <summary>The team that the path names.</summary>
    public static TeamName NamedTeam(this HttpContext context) => new(context.Part("team"));

    /// <summary>The team that the path names, or the only one.</summary>
    /// <exception cref="ApiException">The path names none, and there are several.</exception>
    public static async Task<TeamName> TeamAsync(this HttpContext context) => await context.TeamAsync(context.Teams());

    /// <summary>Teams as they were.</summary>
    public static HistoryService History(this HttpContext context) => context.RequestServices.GetRequiredService<HistoryService>();

    /// <summary>Logs for who follows them.</summary>
    public static EventFeedService Feed(this HttpContext context) => context.RequestServices.GetRequiredService<EventFeedService>();

    /// <summary>The team's configuration and its version.</summary>
    public static async Task<(TeamSettings Settings, long Version)> SettingsAsync(this HttpContext context) =>
        await context.Teams().SettingsAsync(await context.TeamAsync());

    /// <summary>The cursors of the list that a request asks for.</summary>
    /// <exception cref="ApiException">The request has several cursors, or its path means no team.</exception>
    public static async Task<ListCursor> CursorsAsync(this HttpContext context)
    {
        const string api = "/api/v1/";
        var team = await context.TeamAsync();
        var path = context.Request.Path.Value!.TrimEnd('/');
        var ofTeam = $"{api}teams/{team}/";
        return ListCursor.Parse(
            team,
            path.StartsWith(ofTeam, StringComparison.Ordinal) ? path[ofTeam.Length..] : path[api.Length..],
            context.Request.Query.Where(q => q.Key is not "cursor" and not "limit").SelectMany(
                q => q.Value,
                (q, value) => KeyValuePair.Create(q.Key, value ?? "")),
            context.Request.Query.One("cursor"));
    }

    /// <summary>The request's body.</summary>
    /// <exception cref="ApiException">It does not fit.</exception>
    public static async Task<T> BodyAsync<T>(this HttpContext context, bool mayLack = false, int most = RequestExtensions.MaxBody)
        where T : class
    {
        var body = StrictJson.WithoutMark(await context.Request.ReadAsync(most));
        if (body.Length == 0 && mayLack)
        {
            body = "{}"u8.ToArray();
        }
        else
        {
            context.Request.RequireJson();
        }

        try
        {
            return StrictJson.Read<T>(body);
        }
        catch (JsonFaultException e) when (e.Faults.Count == 0)
        {
            throw ApiException.BadRequest("invalid-json", e.Message);
        }
        catch (JsonFaultException e)
        {
            throw ApiException.Fields(e.Faults);
        }
    }

    /// <summary>What the header <c>If-Match</c> expects; null for nothing.</summary>
    public static ExpectedVersion? Expected(this HttpContext context) => EntityTag.Expected(Header(context.Request, "If-Match"));

    /// <summary>A command under the request's key, in the name of whom it says, and on its conditions.</summary>
    /// <exception cref="ApiException">A header is not valid.</exception>
    public static CommandMessage Conditions(this HttpContext context, TeamCommand command)
    {
        var request = context.Request;
        var actor = context.Features.Get<RequestActor>();
        RequireOwn(actor, command);
        return new CommandMessage
        {
            Command = command with
            {
                Key = request.IdempotencyKey(),
                By = context.By(),
                Actor = actor?.Name,
                Expected = context.Expected() ?? (command is TaskCommand ? Own(actor) : null),
                Unwanted = command is TaskCommand ? null : EntityTag.Known(Header(request, "If-None-Match")),
            },
        };
    }

    /// <summary>Who asks, for the log: the worker of a worker's key, or whom <c>Acting-For</c> names.</summary>
    /// <exception cref="ApiException">The caller may not act for others, or the header is no name.</exception>
    public static string? By(this HttpContext context)
    {
        var actor = context.Features.Get<RequestActor>();
        var named = context.Request.By();
        return named is null ? actor?.Worker
            : actor is null or { MayActFor: true } ? named
            : throw ApiException.Forbidden(
                "acting-for-refused",
                $"{actor.Name} may not act for others. Leave out Acting-For, or use a key that was made with --may-act-for.");
    }

    /// <summary>Whether a caller may know that a team is there.</summary>
    public static bool Sees(this HttpContext context, TeamName team) => context.Features.Get<RequestActor>()?.Sees(team) != false;

    /// <summary>Has the team carry a command out, under the request's key, in the name of whom it says, and on its conditions.</summary>
    /// <exception cref="DispatchException">It was refused.</exception>
    public static async Task<CommandReply> DoAsync(this HttpContext context, TeamCommand command) =>
        await context.Teams().DoAsync(await context.TeamAsync(), context.Conditions(command));

    /// <summary>A value with the tag of what it says; 304 where the client has it already.</summary>
    public static IResult Tagged<T>(this HttpContext context, T value)
    {
        var bytes = DispatchJson.Write(value);
        return context.Tagged(bytes, EntityTag.Create(bytes), mayBeKnown: true);
    }

    /// <summary>A value with a tag of its own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="value">The value.</param>
    /// <param name="tag">Its tag; null for none.</param>
    /// <param name="mayBeKnown">Whether all that it shows is another where the tag is.</param>
    /// <param name="status">The status.</param>
    public static IResult Answer<T>(
        this HttpContext context, T value, string? tag = null, bool mayBeKnown = false, int status = StatusCodes.Status200OK) =>
        context.Tagged(DispatchJson.Write(value), tag, mayBeKnown, status);

    private static IResult Tagged(this HttpContext context, byte[] body, string? tag, bool mayBeKnown, int status = StatusCodes.Status200OK)
    {
        if (tag is not null)
        {
            context.Response.Headers.ETag = tag;
            if (mayBeKnown && Header(context.Request, "If-None-Match") is { } known && EntityTag.Known(known)!.Holds(tag.Trim('"'))
                && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        context.Response.StatusCode = status;
        return Results.Bytes(body, Json);
    }

    /// <summary>A task that is transferred between the check and the command is no longer the worker's own, and is refused.</summary>
    private static ExpectedVersion? Own(RequestActor? actor) =>
        actor?.TaskVersion is { } version ? new ExpectedVersion([version.ToString(CultureInfo.InvariantCulture)]) : null;

    private static void RequireOwn(RequestActor? actor, TeamCommand command)
    {
        var named = command switch
        {
            AcceptOffer accept => (Contact?)accept.Contact,
            DeclineOffer decline => decline.Contact,
            _ => null,
        };
        if (actor?.Worker is { } worker && named is { Value: var answering } && answering != worker)
        {
            throw ApiException.Forbidden("not-allowed", $"{actor.Name} answers the offers of {worker} alone.");
        }
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;
}
