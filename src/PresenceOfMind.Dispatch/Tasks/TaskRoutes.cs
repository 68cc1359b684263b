using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Tasks over HTTP.</summary>
internal static class TaskRoutes
{
    private const string Tag = "Tasks";

    public static void Map(OperationRoutes routes)
    {
        routes.Map(
            new("POST", "/tasks", Tag, "Adds a task, which goes at once to somebody who is free")
            {
                Body = typeof(NewTask),
                Answer = typeof(TaskView),
                Status = 201,
                IsCommand = true,
                Example = """{"title":"Call the customer back","id":"call-17","attributes":{"customer":"Osei"}}""",
            },
            AddAsync);
        routes.Map(
            new("GET", "/tasks", Tag, "Lists tasks, the newest first")
            {
                Answer = typeof(TaskListBody),
                Query =
                [
                    new("state", "Only tasks in one of these states, parted by commas.", [.. TaskStates.All.Select(TaskStates.ToText)]),
                    ApiParameter.Limit,
                    ApiParameter.Cursor,
                ],
            },
            ListAsync);
        routes.Map(new("GET", "/tasks/{id}", Tag, "Shows a task") { Answer = typeof(TaskView), HasTag = true }, GetAsync);
        routes.Map(Command("complete", "Says that an assigned task is done, which frees its worker"), CompleteAsync);
        routes.Map(Command("cancel", "Calls off a task that has not ended"), CancelAsync);
    }

    private static ApiOperation Command(string verb, string summary) =>
        new("POST", $"/tasks/{{id}}/{verb}", Tag, summary) { Body = typeof(EmptyBody), BodyMayLack = true, Answer = typeof(TaskView), IsCommand = true };

    private static async Task<IResult> AddAsync(HttpContext context)
    {
        var task = await context.BodyAsync<NewTask>();
        var added = await context.Teams().AddTaskAsync(await context.TeamAsync(), task, context.Request.IdempotencyKey());
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.Value!.TrimEnd('/')}/{added.Id}";
        return context.Answer(added, status: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var query = Query(context.Request.Query);
        var page = await context.Teams().ListTasksAsync(await context.TeamAsync(), query);
        return context.Answer(new TaskListBody(page.Tasks, page.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(HttpContext context)
    {
        var id = context.Part("id");
        var task = await context.Teams().FindTaskAsync(await context.TeamAsync(), id) ?? throw new DispatchException(TaskRules.NotFound(id));
        return context.Answer(task, EntityTag.Of(task.Version), mayBeKnown: task.State != TaskState.Waiting);
    }

    private static async Task<IResult> CompleteAsync(HttpContext context)
    {
        await context.BodyAsync<EmptyBody>(mayLack: true);
        return context.Answer(await context.Teams().CompleteTaskAsync(await context.TeamAsync(), context.Part("id"), context.Request.IdempotencyKey()));
    }

    private static async Task<IResult> CancelAsync(HttpContext context)
    {
        await context.BodyAsync<EmptyBody>(mayLack: true);
        return context.Answer(await context.Teams().CancelTaskAsync(await context.TeamAsync(), context.Part("id"), context.Request.IdempotencyKey()));
    }

    private static TaskQuery Query(IQueryCollection query)
    {
        var states = new List<TaskState>();
        foreach (var text in query["state"].SelectMany(v => (v ?? "").Split(',')))
        {
            states.Add(TaskStates.TryParse(text, out var state)
                ? state
                : throw ApiException.Field("state", $"A state is one of: {string.Join(", ", TaskStates.All.Select(TaskStates.ToText))}."));
        }

        return new TaskQuery
        {
            States = states,
            Limit = (int)(Number(query, "limit", TaskQuery.MaxLimit) ?? 50),
            Before = Number(query, "cursor", long.MaxValue),
        };
    }

    private static long? Number(IQueryCollection query, string name, long most)
    {
        var values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        return long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw ApiException.Field(name, name == "limit" ? $"limit is a number from 1 to {most}." : "Give the cursor as the page before named it.");
    }
}

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The newest first.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
internal sealed record TaskListBody(IReadOnlyList<TaskView> Tasks, string? Next);
