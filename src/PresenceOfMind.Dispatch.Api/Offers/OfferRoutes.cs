using System.Globalization;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Api.Offers;

/// <summary>Open offers over HTTP.</summary>
internal static class OfferRoutes
{
    public static void Map(ApiOperationRoutes routes) => routes.Map(
        new("GET", "/offers", "Offers", "The open offers, in the order of their deadlines")
        {
            Answer = typeof(ListBody<OfferView>),
            Query =
            [
                new("worker", "Only offers to this contact."),
                new("task", "Only offers of this task."),
                ApiParameter.Limit,
                ApiParameter.Cursor,
            ],
        },
        async context =>
        {
            var query = context.Request.Query;
            var (worker, task) = (query.Contact("worker"), TaskId.FromNullable(query.One("task")));
            var view = await context.Teams().GetViewAsync(await context.TeamAsync());
            return context.Answer(query.Page(
                await context.CursorsAsync(),
                view.Workers.SelectMany(w => w.Offers).Where(
                    o => (worker is null || o.Worker == worker) && (task is null || o.Task == task)),
                o => string.Create(CultureInfo.InvariantCulture, $"{o.Until.UtcTicks:D19}.{o.Number:D19}")));
        });
}
