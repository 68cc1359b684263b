using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Tasks over HTTP.</summary>
internal static class TaskRoutes
{
    public static void Map(IEndpointRouteBuilder team)
    {
        team.MapPath("/tasks", ListAsync, AddAsync);
        team.MapPath("/tasks/{id}", GetAsync);
        team.MapPath("/tasks/{id}/complete", null, CompleteAsync);
        team.MapPath("/tasks/{id}/cancel", null, CancelAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery();
        var team = await context.TeamAsync(teams);
        var body = await context.Request.ReadJsonAsync();
        var task = new NewTask(body.RequiredText("title"), body.Text("id"), body.Object("attributes"));
        body.RefuseOthers();
        var added = await teams.AddTaskAsync(team, task, context.Request.IdempotencyKey());
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.Value!.TrimEnd('/')}/{added.Id}";
        return Answer(added, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery("state", "limit", "cursor");
        var team = await context.TeamAsync(teams);
        var page = await teams.ListTasksAsync(team, Query(context.Request.Query));
        return Results.Json(new TaskListBody(page.Tasks, page.Next?.ToString(CultureInfo.InvariantCulture)), ApiJson.Default.TaskListBody);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery();
        var team = await context.TeamAsync(teams);
        var task = await teams.FindTaskAsync(team, id)
            ?? throw new DispatchException(TaskRefusals.NotFound(id));
        if (task.State == TaskState.Waiting)
        {
            return Answer(task);
        }

        var tag = $"\"{task.Version}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Answer(task);
    }

    private static async Task<IResult> CompleteAsync(string id, HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery();
        var team = await context.TeamAsync(teams);
        await context.Request.ReadNothingAsync();
        return Answer(await teams.CompleteTaskAsync(team, id, context.Request.IdempotencyKey()));
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext context, ITeams teams)
    {
        context.Request.AllowQuery();
        var team = await context.TeamAsync(teams);
        await context.Request.ReadNothingAsync();
        return Answer(await teams.CancelTaskAsync(team, id, context.Request.IdempotencyKey()));
    }

    private static IResult Answer(TaskView task, int status = StatusCodes.Status200OK) =>
        Results.Json(task, ApiJson.Default.TaskView, statusCode: status);

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
