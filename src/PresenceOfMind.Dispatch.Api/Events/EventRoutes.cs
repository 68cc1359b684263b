using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>A team's log over HTTP.</summary>
internal static class EventRoutes
{
    private const string Newest = "-position";

    public static void Map(ApiOperationRoutes routes) => routes.Map(
        new("GET", "/events", "Events", "The team's log, from a position on")
        {
            Description = "Positions have no gaps. A position before the beginning of the stored log gets 410.",
            Answer = typeof(ListBody<EventView>),
            Query =
            [
                new("after", "Only events after this position, or after the event of this id. Default 0."),
                .. EventFilterQuery.Parameters,
                new("sort", "-position has the newest first. Default position.", ["position", Newest]),
                ApiParameter.Limit,
                ApiParameter.Cursor,
            ],
            Problems = [404, 410],
        },
        async context =>
        {
            var after = EventFilterQuery.ReadAfter("after", context.Request.Query.One("after"));
            var place = after is { Epoch.Length: > 0 } ? await context.Feed().BeginAsync(await context.TeamAsync(), after) : after;
            return await ListAsync(context, new EventQuery
            {
                After = place?.Position ?? 0,
                Filter = EventFilterQuery.Read(context.Request.Query),
                Descending = context.Request.Query.One("sort") switch
                {
                    null or "position" => false,
                    Newest => true,
                    _ => throw ApiException.Field("sort", $"sort is position or {Newest}."),
                },
            });
        });

    /// <summary>A page of the log.</summary>
    public static async Task<IResult> ListAsync(HttpContext context, EventQuery query)
    {
        var limit = context.Request.Query.Limit();
        var cursors = await context.CursorsAsync();
        if (cursors.NumberedPlace() is { Tie: var place })
        {
            query = query.Descending ? query with { Until = place - 1 } : query with { After = place };
        }

        var found = await context.Teams().ListEventsAsync(await context.TeamAsync(), query with { Limit = limit + 1 });
        var worker = Contact.FromNullable(context.Features.Get<RequestActor>()?.Worker);
        var page = found.Take(limit).Select(row => EventView.From(row, worker)).ToList();
        return context.Answer(
            new ListBody<EventView>(page, cursors.Next(found.Count > limit ? new Cursor(0, page[^1].Position).ToString() : null)));
    }
}
