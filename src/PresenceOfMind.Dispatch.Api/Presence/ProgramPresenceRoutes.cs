using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Api.Presence;

/// <summary>The presence of workers by source, and what programs say of it, over HTTP.</summary>
internal static class ProgramPresenceRoutes
{
    private const string Tag = "Presence";

    /// <summary>The most bytes of many reports.</summary>
    private const int MaxBatch = 1024 * 1024;

    private static readonly ApiParameter Source = new("source", "The program, where the body does not name it. Default program.");

    public static void Map(ApiOperationRoutes routes)
    {
        routes.Map(
            new("GET", "/presence", Tag, "What each source says of the presence of the workers, and what is composed of it")
            {
                Answer = typeof(PresenceListBody),
                Query = [ApiParameter.Limit, ApiParameter.Cursor],
            },
            ListAsync);
        routes.Map(
            new("GET", "/presence/{contact}", Tag, "What each source says of a worker's presence, and what is composed of it")
            {
                Answer = typeof(WorkerPresenceView),
            },
            async context => context.Answer(await FindAsync(context)));
        routes.Map(
            new("PUT", "/presence/{contact}", Tag, "A program says what a worker's presence is, and vouches for it until the expiry")
            {
                Description = "It counts as confirmed until then, over restarts too, and replaces what the same program said before.",
                Body = typeof(ProgramPresenceBody),
                Answer = typeof(PresenceAnswer),
                IsCommand = true,
                Query = [Source],
                Problems = [404, 409],
                Example = """{"state":"BUSY","activities":["meeting"],"note":"Review","expiresInSeconds":1800,"source":"calendar"}""",
            },
            async context => await DoAsync(context, new SetProgramPresence(
                [(await context.BodyAsync<ProgramPresenceBody>()).ToReport(context.Contact(), SourceOf(context))])));
        routes.Map(
            new("PUT", "/presence", Tag, "A program says what the presence of many workers is, in one commit")
            {
                Description = "1 to 1000 reports, all or none where one is not valid. Contacts that are no workers are passed over.",
                Body = typeof(PresenceBatchBody),
                Answer = typeof(PresenceBatchAnswer),
                IsCommand = true,
                Query = [Source],
                Problems = [404, 409],
                Example = """{"source":"rota","items":[{"contact":"ann@example.com","state":"AVAILABLE","expiresInSeconds":28800}]}""",
            },
            SetManyAsync);
        routes.Map(
            new("DELETE", "/presence/{contact}", Tag, "A program takes back what it said of a worker's presence")
            {
                Description = "The worker is then what the other sources say, and unconfirmed where there is none.",
                Answer = typeof(PresenceAnswer),
                IsCommand = true,
                Query =
                [
                    new("source", "The program. Default program."),
                    new(
                        "sequence",
                        "The program's number of this; where it is not greater than that of its report, nothing changes.",
                        IsNumber: true),
                ],
            },
            context => DoAsync(context, new ClearProgramPresence(
                context.Contact(),
                SourceOf(context) ?? SourceName.Program,
                context.Request.Query.Number("sequence", 0, long.MaxValue))));
    }

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var presence = await context.Teams().PresenceAsync(await context.TeamAsync());
        var page = context.Request.Query.Page(await context.CursorsAsync(), presence.Workers, w => w.Contact.Value);
        return context.Answer(new PresenceListBody(presence.Coverage, page.Items, page.Next));
    }

    private static async Task<IResult> DoAsync(HttpContext context, TeamCommand command)
    {
        var outcome = (await context.DoAsync(command)).Programs[0];
        return outcome == ProgramReportOutcome.NoWorker
            ? throw new DispatchException(TaskRefusals.NoWorker(context.Contact(), "contact"))
            : context.Answer(new PresenceAnswer(outcome, await FindAsync(context)));
    }

    private static async Task<IResult> SetManyAsync(HttpContext context)
    {
        var body = await context.BodyAsync<PresenceBatchBody>(most: MaxBatch);
        var reports = body.Items.Select(i => i.ToReport(i.Contact.Key, body.Source ?? SourceOf(context))).ToList();
        var outcomes = (await context.DoAsync(new SetProgramPresence(reports))).Programs;
        return context.Answer(new PresenceBatchAnswer(
            outcomes.Count(o => o == ProgramReportOutcome.Taken),
            outcomes.Contains(ProgramReportOutcome.Repeated)
                ? []
                : [.. reports.Zip(outcomes, (r, o) => new PresenceBatchItem(r.Contact, r.Source, o))]));
    }

    private static SourceName? SourceOf(HttpContext context) => SourceName.FromNullable(context.Request.Query.One("source"));

    private static async Task<WorkerPresenceView> FindAsync(HttpContext context)
    {
        var contact = context.Contact();
        return (await context.Teams().PresenceAsync(await context.TeamAsync())).Workers.FirstOrDefault(w => w.Contact == contact)
            ?? throw new DispatchException(TaskRefusals.NoWorker(contact, "contact"));
    }
}
