using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Erasure;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Api.Workers;

/// <summary>Workers over HTTP.</summary>
internal static class WorkerRoutes
{
    private const string Tag = "Workers";

    private static readonly ApiParameter Drain = new(
        "drain",
        "true: open work is finished first. false, the default: a worker with open work is not removed.",
        ["true", "false"]);

    private static readonly ApiParameter DropName = new(
        "dropName",
        "true: tasks that are named for this worker alone are opened to everybody. false, the default: the request is refused.",
        ["true", "false"]);

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(
            new("GET", "/workers", Tag, "The team's workers, with their presence and work")
            {
                Answer = typeof(ListBody<WorkerView>),
                Query = WorkerFilterExtensions.Parameters,
                Problems = [404, 410],
            },
            async context => context.Answer(
                context.Request.Query.Filter(await context.CursorsAsync(), (await ViewAsync(context)).Workers)));
        routes.Map(
            new(
                "GET",
                "/workers/{contact}",
                Tag,
                "A worker, with presence and work; its settings are what PUT takes, and what the entity tag stands for")
            {
                Answer = typeof(WorkerView),
                HasTag = true,
                Query = [ApiParameter.At],
                Problems = [404, 410],
            },
            GetAsync);
        routes.Map(
            new("PUT", "/workers/{contact}", Tag, "Adds a worker, or changes one")
            {
                Description = "A contact is a worker in one team only: 409 if it is a worker of another team.",
                Body = typeof(WorkerSettings),
                Answer = typeof(WorkerView),
                IsCommand = true,
                HasTag = true,
                Example = """{"contact":"ann@example.com","name":"Ann","skills":{"windows":80,"network":20},"labels":{"site":"Berlin"},"capacity":2,"channels":{"call":1}}""",
            },
            SaveAsync);
        routes.Map(
            new("DELETE", "/workers/{contact}", Tag, "Removes a worker; a worker with open work only with drain=true")
            {
                Status = 204,
                IsCommand = true,
                HasTag = true,
                Query = [Drain, DropName],
                Description = "409 with their ids where tasks are named for this worker alone, unless dropName is true.",
            },
            async context =>
            {
                await context.DoAsync(
                    new RemoveWorker(context.Contact(), context.Request.Query.Flag("drain"), context.Request.Query.Flag("dropName")));
                return Results.NoContent();
            });
        routes.Map(
            new("POST", "/workers/{contact}/pause", Tag, "Pauses a worker: no work until unpause")
            {
                Body = typeof(PauseBody),
                Answer = typeof(WorkerView),
                IsCommand = true,
                HasTag = true,
                Example = """{"reason":"break"}""",
            },
            async context =>
            {
                var body = await context.BodyAsync<PauseBody>();
                return await DoAsync(context, new PauseWorker(context.Contact(), body.Reason));
            });
        Map(routes, "unpause", "Ends the pause of a worker", c => new UnpauseWorker(c));
        Map(routes, "drain", "Drains a worker: finish open work, take no more", c => new DrainWorker(c));
        Map(routes, "keep", "Ends the draining: the worker takes work again", c => new StopDraining(c));
        routes.Map(
            new("GET", "/workers/{contact}/history", Tag, "A person's presence and work, from the beginning of the stored log")
            {
                Answer = typeof(ListBody<EventView>),
                Query = [ApiParameter.Limit, ApiParameter.Cursor],
            },
            async context =>
            {
                var contact = context.Contact();
                return await context.Teams().KnowsWorkerAsync(await context.TeamAsync(), contact)
                    ? await EventRoutes.ListAsync(context, new EventQuery { Filter = EventFilter.ForWorker(contact) })
                    : throw new DispatchException(TaskRefusals.NoWorker(contact, "contact"));
            });
        routes.Map(
            new("POST", "/workers/{contact}/erase", Tag, "Replaces a person's name and contact by a pseudonym, also in the log of the past")
            {
                Description = "For a worker without open work, or a former worker. It cannot be undone, so the body repeats the contact.",
                Body = typeof(EraseBody),
                Answer = typeof(ErasedBody),
                IsCommand = true,
                Example = """{"contact":"ann@example.com"}""",
            },
            async context =>
            {
                CheckSame(context, (await context.BodyAsync<EraseBody>()).Contact);
                return context.Answer(new ErasedBody(await context.RequestServices.GetRequiredService<ErasureService>()
                    .EraseAsync(await context.TeamAsync(), context.Contact(), context.Request.IdempotencyKey(), context.By())));
            });
    }

    private static void Map(ApiOperationRoutes routes, string verb, string summary, Func<Contact, TeamCommand> make) => routes.Map(
        new("POST", $"/workers/{{contact}}/{verb}", Tag, summary)
        {
            Body = typeof(EmptyBody),
            BodyMayLack = true,
            Answer = typeof(WorkerView),
            IsCommand = true,
            HasTag = true,
        },
        async context =>
        {
            await context.BodyAsync<EmptyBody>(mayLack: true);
            return await DoAsync(context, make(context.Contact()));
        });

    private static async Task<IResult> SaveAsync(HttpContext context)
    {
        var settings = await context.BodyAsync<WorkerSettings>();
        CheckSame(context, settings.Contact);
        return await DoAsync(context, new PutWorker(settings));
    }

    private static void CheckSame(HttpContext context, Contact contact)
    {
        if (contact.Key != context.Contact())
        {
            throw ApiException.Field(
                "contact",
                $"The path and the body name different workers: the path names {context.Part("contact")}. Use the same contact in both.");
        }
    }

    private static async Task<IResult> GetAsync(HttpContext context)
    {
        var worker = Find(await ViewAsync(context), context);
        return context.Answer(worker, EntityTag.OfSettings(worker.Settings));
    }

    private static async Task<IResult> DoAsync(HttpContext context, TeamCommand command)
    {
        await context.DoAsync(command);
        var worker = Find(await context.Teams().GetViewAsync(await context.TeamAsync()), context);
        return context.Answer(worker, EntityTag.OfSettings(worker.Settings));
    }

    private static async Task<TeamView> ViewAsync(HttpContext context)
    {
        var team = await context.TeamAsync();
        return context.Moment() is { } moment
            ? TeamView.From(team, await context.History().AtAsync(team, moment))
            : await context.Teams().GetViewAsync(team);
    }

    private static WorkerView Find(TeamView view, HttpContext context)
    {
        var contact = context.Contact();
        return view.Workers.FirstOrDefault(w => w.Contact == contact)
            ?? throw new DispatchException(
                new Refusal(RefusalKind.NotFound, "worker-unknown", "The team has no such worker. GET /workers for the list."));
    }
}

/// <summary>Says again who is to be erased.</summary>
/// <param name="Contact">The contact that the path names.</param>
internal sealed record EraseBody(Contact Contact);

/// <summary>A person is called by a pseudonym.</summary>
/// <param name="Pseudonym">The pseudonym.</param>
internal sealed record ErasedBody(string Pseudonym);
