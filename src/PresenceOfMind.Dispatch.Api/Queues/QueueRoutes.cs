using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Rules.Queues;

namespace PresenceOfMind.Dispatch.Api.Queues;

/// <summary>How queues do, over HTTP.</summary>
internal static class QueueRoutes
{
    private const string Tag = "Queues";

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(new("GET", "/figures", Tag, "The figures of all queues: length, waits, service level")
        {
            Answer = typeof(ListBody<QueueFigures>),
        }, async context =>
            context.Answer(new ListBody<QueueFigures>(await context.Teams().FiguresAsync(await context.TeamAsync(), null), null)));
        routes.Map(new("GET", "/queues/{name}/figures", Tag, "The figures of a queue: length, waits, service level")
        {
            Answer = typeof(QueueFigures),
        }, async context =>
            context.Answer((await context.Teams().FiguresAsync(await context.TeamAsync(), new QueueName(context.Part("name"))))[0]));
    }
}
