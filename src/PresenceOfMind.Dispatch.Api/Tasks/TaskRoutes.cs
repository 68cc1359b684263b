using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Tasks;

/// <summary>Tasks over HTTP: adding, listing, showing, changing.</summary>
internal static class TaskRoutes
{
    public const string Tag = "Tasks";

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(
            new("POST", "/tasks", Tag, "Adds a task; if an eligible worker is there, it is assigned or offered at once")
            {
                Description = "A task's own id is an idempotency key: a retry of the same task gets the first answer, "
                    + "another task with that id gets 409.",
                Body = typeof(NewTask),
                Answer = typeof(TaskView),
                Status = 201,
                IsCommand = true,
                HasTag = true,
                Example = """{"title":"Call the customer back","id":"call-17","channel":"call","priority":5,"attributes":{"customer":"Osei"},"skills":[{"name":"windows","level":20}]}""",
            },
            AddAsync);
        routes.Map(
            new("GET", "/tasks", Tag, "Lists tasks")
            {
                Answer = typeof(TaskListBody),
                Query = TaskFilterExtensions.Parameters,
            },
            ListAsync);
        routes.Map(
            new("GET", "/tasks/{id}", Tag, "Shows a task")
            {
                Answer = typeof(TaskView),
                HasTag = true,
                Query = [ApiParameter.At],
                Problems = [404, 410],
            },
            GetAsync);
        routes.Map(
            new("PATCH", "/tasks/{id}", Tag, "Changes a task; if it waits, it is routed again")
            {
                Description = "A JSON merge patch (RFC 7396): omitted members stay, also those of the attributes; "
                    + "an attribute that is null is removed.",
                Body = typeof(ChangeBody),
                IsMergePatch = true,
                Answer = typeof(TaskView),
                IsCommand = true,
                HasTag = true,
                Example = """{"priority":10,"attributes":{"kind":"order","site":null}}""",
            },
            async context =>
            {
                var body = await context.BodyAsync<ChangeBody>();
                return Answer(
                    context,
                    await context.DoAsync(new ChangeTask(context.TaskId(), body.Title, body.Attributes, body.Priority)));
            });
        routes.Map(
            new("GET", "/tasks/{id}/history", Tag, "What happened to a task, from its beginning")
            {
                Answer = typeof(ListBody<EventView>),
                Query = [ApiParameter.Limit, ApiParameter.Cursor],
            },
            async context =>
            {
                var id = context.TaskId();
                if (await context.Teams().FindTaskAsync(await context.TeamAsync(), id) is null)
                {
                    throw new DispatchException(TaskRefusals.NotFound(id));
                }

                return await EventRoutes.ListAsync(context, new EventQuery { Filter = EventFilter.ForTask(id) });
            });
    }

    /// <summary>The answer to a command about a task.</summary>
    public static IResult Answer(HttpContext context, CommandReply reply, int status = StatusCodes.Status200OK) =>
        context.Answer(reply.Task!, EntityTag.Create(reply.Task!.Version), status: status);

    private static async Task<IResult> AddAsync(HttpContext context)
    {
        var task = await context.BodyAsync<NewTask>();
        var reply = await context.DoAsync(task.ToCommand());
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.Value!.TrimEnd('/')}/{reply.Task!.Id}";
        return Answer(context, reply, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var cursors = await context.CursorsAsync();
        var page = await context.Teams().ListTasksAsync(await context.TeamAsync(), context.Request.Query.ReadTaskQuery(cursors));
        return context.Answer(new TaskListBody(page.Tasks, page.Tasks, cursors.Next(page.Next?.ToString())));
    }

    private static async Task<IResult> GetAsync(HttpContext context)
    {
        var id = context.TaskId();
        if (context.Moment() is { } moment)
        {
            var team = await context.TeamAsync();
            var state = await context.History().AtAsync(team, moment);
            return context.Answer(state.Tasks.Find(id) is { } then ? TaskView.From(state, then, state.Time)
                : context.Teams().FindEnded(team, id, state.Position) ?? throw new DispatchException(TaskRefusals.NotFound(id)));
        }

        var task = await context.Teams().FindTaskAsync(await context.TeamAsync(), id)
            ?? throw new DispatchException(TaskRefusals.NotFound(id));
        return context.Answer(
            task,
            EntityTag.Create(task.Version),
            mayBeKnown: task.State is not (TaskState.Waiting or TaskState.Offered or TaskState.Scheduled));
    }
}

/// <summary>A page of tasks.</summary>
/// <param name="Items">In the order that was asked for.</param>
/// <param name="Tasks">The same once more, for programs of earlier releases; it goes with the next version of the API.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
internal sealed record TaskListBody(IReadOnlyList<TaskView> Items, IReadOnlyList<TaskView> Tasks, string? Next);
