using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Rules.Explanations;

namespace PresenceOfMind.Dispatch.Api.Explanations;

/// <summary>Explanations over HTTP.</summary>
internal static class ExplanationRoutes
{
    private const string Tag = "Explanations";

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(
            new(
                "GET",
                "/tasks/{id}/explanation",
                Tag,
                "Explains why a task waits, or why its worker got it: every worker by name, and the rule that decided")
            {
                Answer = typeof(TaskExplanation),
                Query = [ApiParameter.At],
                Problems = [404, 410],
            },
            async context => context.Answer(
                await Service(context).ExplainTaskAsync(await context.TeamAsync(), context.TaskId(), context.Moment())));
        routes.Map(
            new("GET", "/workers/{contact}/explanation", Tag, "Explains what a worker gets: for each waiting task, the rule that decides")
            {
                Answer = typeof(WorkerExplanation),
                Query = [ApiParameter.At],
                Problems = [404, 410],
            },
            async context => context.Answer(
                await Service(context).ExplainWorkerAsync(await context.TeamAsync(), context.Contact(), context.Moment())));
    }

    private static ExplanationService Service(HttpContext context) => context.RequestServices.GetRequiredService<ExplanationService>();
}
