using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Teams;

/// <summary>Teams over HTTP.</summary>
internal static class TeamRoutes
{
    private const string Tag = "Teams";

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(new("GET", "/teams", Tag, "Lists the teams")
        {
            Answer = typeof(ListBody<TeamEntry>),
            IsOfTeams = true,
            Problems = [],
        }, async context =>
            context.Answer(new ListBody<TeamEntry>(
                [.. (await context.Teams().ListAsync()).Where(context.Sees).Select(t => new TeamEntry(t))], null)));
        routes.Map(
            new("POST", "/teams", Tag, "Makes a team")
            {
                Body = typeof(NewTeam),
                Answer = typeof(TeamEntry),
                Status = 201,
                IsCommand = true,
                IsOfTeams = true,
                Problems = [],
                Example = """{"name":"help-desk","configuration":{"queues":[{"name":"help"}]}}""",
            },
            async context =>
            {
                var body = await context.BodyAsync<NewTeam>(most: RequestExtensions.MaxConfiguration);
                await context.Teams().MakeAsync(
                    body.Name,
                    context.Conditions(new ConfigureTeam(body.Configuration ?? new TeamSettings())) with { MustBeNew = true });
                context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.Value!.TrimEnd('/')}/{body.Name}";
                return context.Answer(new TeamEntry(body.Name), status: StatusCodes.Status201Created);
            });
        routes.Map(
            new("GET", "/teams/{team}", Tag, "A team: its people and its open tasks, now or at any stored moment")
            {
                Answer = typeof(TeamView),
                IsOfTeams = true,
                Query = [ApiParameter.At],
                Problems = [404, 410],
            },
            async context =>
            {
                var team = context.NamedTeam();
                return context.Answer(context.Moment() is { } moment
                    ? TeamView.From(team, await context.History().AtAsync(team, moment))
                    : await context.Teams().GetViewAsync(team));
            });
        routes.Map(
            new("PUT", "/teams/{team}", Tag, "Applies a configuration to a team, and creates the team if it does not exist")
            {
                Body = typeof(TeamSettings),
                Answer = typeof(TeamSettings),
                IsCommand = true,
                HasTag = true,
                IsOfTeams = true,
                Problems = [],
                Example = """{"queues":[{"name":"help"}]}""",
            },
            async context =>
            {
                var settings = await context.BodyAsync<TeamSettings>(most: RequestExtensions.MaxConfiguration);
                await context.Teams().MakeAsync(context.NamedTeam(), context.Conditions(new ConfigureTeam(settings)));
                return context.Tagged((await context.SettingsAsync()).Settings);
            });
        routes.Map(
            new("DELETE", "/teams/{team}", Tag, "Removes a team that has no open task, with its log")
            {
                Status = 204,
                IsCommand = true,
                HasTag = true,
                IsOfTeams = true,
            },
            async context =>
            {
                await context.Teams().RemoveAsync(context.NamedTeam(), context.Request.IdempotencyKey(), context.Expected());
                return Results.NoContent();
            });
    }
}
