using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Configuration;

/// <summary>A team's configuration over HTTP: whole, and part by part. What GET gives, PUT takes.</summary>
internal static class SettingsRoutes
{
    private const string Tag = "Configuration";

    private static readonly ApiParameter Drain =
        new(
            "drain",
            "true: workers and queues with open work finish it and are then removed. false, the default: the request is refused.",
            ["true", "false"]);

    private static readonly ApiParameter DropName =
        new(
            "dropName",
            "true: tasks that are named for a removed worker alone are opened to everybody. false, the default: the request is refused.",
            ["true", "false"]);

    public static void Map(ApiOperationRoutes routes)
    {
        MapWhole(routes);
        MapRules(routes);
        new Parts<QueueSettings, QueueName>(
            "queues",
            "name",
            "queue",
            t => t.Queues,
            q => q.Name,
            q => new PutQueue(q),
            (n, drain) => new RemoveQueue(n, drain))
        {
            Example = """{"name":"help","mode":"offer","offerSeconds":30,"wrapUpSeconds":60,"workers":{"attribute":"skills.windows","operator":"at-least","value":20},"outcomes":["solved","passed-on"]}""",
            CanDrain = true,
        }.Map(routes);
        new Parts<RouteSettings, RouteName>(
            "routes",
            "name",
            "route",
            t => t.Routes,
            r => r.Name,
            r => new PutRoute(r),
            (n, _) => new RemoveRoute(n))
        {
            Example = """{"name":"incoming","queue":"help","rules":[{"when":{"attribute":"attributes.kind","value":"network"},"queue":"network","priority":5}],"steps":[{"afterSeconds":120,"raisePriorityBy":10}]}""",
        }.Map(routes);
        new Parts<CalendarSettings, CalendarName>(
            "calendars",
            "name",
            "calendar",
            t => t.Calendars,
            c => c.Name,
            c => new PutCalendar(c),
            (n, _) => new RemoveCalendar(n))
        {
            Example = """{"name":"office","timeZone":"Europe/Berlin","hours":[{"days":["monday","tuesday","wednesday","thursday","friday"],"from":"08:00","to":"17:00"}],"holidays":["2026-12-25"]}""",
        }.Map(routes);
        new Parts<ChannelSettings, ChannelName>(
            "channels",
            "name",
            "channel",
            t => t.Channels,
            c => c.Name,
            c => new PutChannel(c),
            (n, _) => new RemoveChannel(n))
        {
            Example = """{"name":"call","states":["AVAILABLE"],"exclusive":true}""",
        }.Map(routes);
    }

    private static void MapWhole(ApiOperationRoutes routes)
    {
        routes.Map(new("GET", "/configuration", Tag, "The whole configuration, as PUT and a file at start take it")
        {
            Answer = typeof(TeamSettings),
            HasTag = true,
        }, async context =>
        {
            var (settings, _) = await context.SettingsAsync();
            return context.Tagged(settings);
        });
        routes.Map(
            new(
                "PUT",
                "/configuration",
                Tag,
                "Applies a whole configuration; members that it omits get their default, parts that it omits are removed")
            {
                Body = typeof(TeamSettings),
                Answer = typeof(TeamSettings),
                HasTag = true,
                IsCommand = true,
                Query = [Drain, DropName],
                Example = """{"workers":[{"contact":"ann@example.com","skills":{"windows":80}}],"queues":[{"name":"help"}],"rules":{"restSeconds":60}}""",
            },
            async context =>
            {
                var settings = await context.BodyAsync<TeamSettings>(most: RequestExtensions.MaxConfiguration);
                await context.DoAsync(
                    new ConfigureTeam(settings, context.Request.Query.Flag("drain"), context.Request.Query.Flag("dropName")));
                return context.Tagged((await context.SettingsAsync()).Settings);
            });
    }

    private static void MapRules(ApiOperationRoutes routes)
    {
        routes.Map(new("GET", "/rules", Tag, "The rules that hold for the whole team")
        {
            Answer = typeof(TeamRules),
            HasTag = true,
        }, async context =>
            context.Tagged((await context.SettingsAsync()).Settings.Rules));
        routes.Map(
            new("PUT", "/rules", Tag, "Sets the rules that hold for the whole team")
            {
                Body = typeof(TeamRules),
                Answer = typeof(TeamRules),
                HasTag = true,
                IsCommand = true,
                Example = """{"defaultQueue":"help","settleSeconds":5,"restSeconds":60,"pauseAfterTimeouts":3}""",
            },
            async context =>
            {
                await context.DoAsync(new PutRules(await context.BodyAsync<TeamRules>()));
                return context.Tagged((await context.SettingsAsync()).Settings.Rules);
            });
    }

    /// <summary>A kind of part that a configuration has by name.</summary>
    private sealed record Parts<T, TName>(
        string Path,
        string Key,
        string Word,
        Func<TeamSettings, IReadOnlyList<T>> All,
        Func<T, TName> Name,
        Func<T, TeamCommand> Put,
        Func<TName, bool, TeamCommand> Remove)
        where T : class
        where TName : struct, ITextId<TName>
    {
        public required string Example { get; init; }

        /// <summary>Whether one that is removed may finish what it has.</summary>
        public bool CanDrain { get; init; }

        public void Map(ApiOperationRoutes routes)
        {
            routes.Map(new("GET", $"/{Path}", Tag, $"The team's {Path}") { Answer = typeof(ListBody<T>), HasTag = true }, async context =>
                context.Tagged(new ListBody<T>(All((await context.SettingsAsync()).Settings), null)));
            routes.Map(new("GET", $"/{Path}/{{name}}", Tag, $"A {Word}") { Answer = typeof(T), HasTag = true }, async context =>
                context.Tagged(await FindAsync(context)));
            routes.Map(
                new("PUT", $"/{Path}/{{name}}", Tag, $"Sets a {Word}, or adds it")
                {
                    Body = typeof(T),
                    Answer = typeof(T),
                    HasTag = true,
                    IsCommand = true,
                    Example = Example,
                },
                SaveAsync);
            routes.Map(
                new("DELETE", $"/{Path}/{{name}}", Tag, $"Removes a {Word} that is not in use")
                {
                    Status = 204,
                    HasTag = true,
                    IsCommand = true,
                    Query = CanDrain ? [Drain] : [],
                },
                async context =>
                {
                    await context.DoAsync(Remove(NameIn(context), CanDrain && context.Request.Query.Flag("drain")));
                    return Results.NoContent();
                });
        }

        private async Task<IResult> SaveAsync(HttpContext context)
        {
            var part = await context.BodyAsync<T>(most: RequestExtensions.MaxConfiguration);
            if (!Name(part).Equals(NameIn(context)))
            {
                throw ApiException.Field(
                    Key,
                    $"The path and the body name different parts: the path names {Word} {NameIn(context)}. Use the same name in "
                        + "both.");
            }

            await context.DoAsync(Put(part));
            return context.Tagged(await FindAsync(context));
        }

        private static TName NameIn(HttpContext context) => TName.Create(context.Part("name"));

        private async Task<T> FindAsync(HttpContext context)
        {
            var name = NameIn(context);
            return All((await context.SettingsAsync()).Settings).FirstOrDefault(p => Name(p).Equals(name))
                ?? throw new DispatchException(
                    new Refusal(
                        RefusalKind.NotFound,
                        $"{Word}-unknown",
                        $"There is no {Word} of that name. GET the list for the names.",
                        Key));
        }
    }
}
