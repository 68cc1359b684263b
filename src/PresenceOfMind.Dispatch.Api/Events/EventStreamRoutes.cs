using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Api.Http;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>A team's log as it grows, as Server-Sent Events.</summary>
internal static class EventStreamRoutes
{
    /// <summary>The path, below that of a team.</summary>
    public const string Path = "/events/stream";

    /// <summary>The header with which a reader goes on; browsers send it by themselves.</summary>
    private const string LastEventId = "Last-Event-ID";

    /// <summary>The query parameters.</summary>
    public static IReadOnlyList<ApiParameter> Query { get; } =
    [
        new("after", "The last event that the reader has: its id, or its position. Default: the stream begins with what comes next."),
        .. EventFilterQuery.Parameters,
    ];

    public static void Map(ApiOperationRoutes routes) => routes.Map(
        new("GET", Path, "Events", "Every event of the team as it happens (Server-Sent Events)")
        {
            Description = "Each event has its id, `epoch:position`, and as data the same JSON as in the list of events. To go on after a "
                + "cut, send the last id as `Last-Event-ID`, as browsers do, or as `after`. Without either the stream begins with "
                + "what comes next; `after=0` has the whole log. A comment comes while nothing happens, with the id that the "
                + "reader has come to. `/api/v1/asyncapi.json` describes each event.",
            Answer = typeof(EventView),
            AnswerType = EventStreamResult.MediaType,
            Query = Query,
            Problems = [404, 410, 429],
        },
        async context =>
        {
            var filter = EventFilterQuery.Read(context.Request.Query);
            var header = context.Request.Headers[LastEventId].ToString();
            var after = header.Length > 0
                ? EventFilterQuery.ReadAfter(LastEventId, header)
                : EventFilterQuery.ReadAfter("after", context.Request.Query.One("after"));
            var team = await context.TeamAsync();
            return ActivatorUtilities.CreateInstance<EventStreamResult>(
                context.RequestServices, team, filter, await context.Feed().BeginAsync(team, after));
        });
}
