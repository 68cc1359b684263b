using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>A team's log over HTTP.</summary>
internal static class EventRoutes
{
    public static void Map(ApiOperationRoutes routes) => routes.Map(
        new("GET", "/events", "Events", "The team's log, from a position on")
        {
            Description = "Positions have no gaps. A position before the beginning of the stored log gets 410.",
            Answer = typeof(ListBody<EventView>),
            Query =
            [
                new("after", "Only events after this position. Default 0.", IsNumber: true),
                new("type", "Only events of these names, separated by commas.", EventNames.All),
                new("task", "Only events about this task."),
                new("worker", "Only events about this worker."),
                ApiParameter.Limit,
                ApiParameter.Cursor,
            ],
            Problems = [404, 410],
        },
        context => ListAsync(context, new EventQuery
        {
            After = context.Request.Query.Number("after", 0, long.MaxValue) ?? 0,
            Types = [.. context.Request.Query["type"].SelectMany(v => (v ?? "").Split(',')).Select(Name)],
            Task = TaskId.FromNullable(context.Request.Query.One("task")),
            Worker = context.Request.Query.Contact("worker"),
        }));

    /// <summary>A page of the log.</summary>
    public static async Task<IResult> ListAsync(HttpContext context, EventQuery query)
    {
        var limit = context.Request.Query.Limit();
        var cursors = await context.CursorsAsync();
        var after = cursors.NumberedPlace()?.Tie ?? query.After;
        var found = await context.Teams().ListEventsAsync(await context.TeamAsync(), query with { After = after, Limit = limit + 1 });
        var page = found.Take(limit).Select(EventView.From).ToList();
        return context.Answer(
            new ListBody<EventView>(page, cursors.Next(found.Count > limit ? new Cursor(0, page[^1].Position).ToString() : null)));
    }

    private static string Name(string text) => EventNames.All.Contains(text, StringComparer.Ordinal)
        ? text
        : throw ApiException.Field(
            "type",
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is no event of that name. The names are: {string.Join(", ", EventNames.All)}."));
}
