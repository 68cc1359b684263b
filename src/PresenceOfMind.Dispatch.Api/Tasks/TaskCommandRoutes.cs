using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Api.Tasks;

/// <summary>What people do with tasks, over HTTP: a path each.</summary>
internal static class TaskCommandRoutes
{
    private const string Worker = """{"worker":"ann@example.com"}""";

    public static void Map(ApiOperationRoutes routes)
    {
        Map<OfferBody>(routes, "accept", "Accepts an offered task", Worker, (id, b) => new AcceptOffer(id, b.Worker.Key, b.Offer));
        Map<OfferBody>(
            routes,
            "decline",
            "Declines an offered task",
            """{"worker":"ann@example.com","reason":"On my way out"}""",
            (id, b) => new DeclineOffer(id, b.Worker.Key, b.Reason, b.Offer));
        Map<CompleteBody>(
            routes,
            "complete",
            "Completes a task, which frees its worker",
            """{"outcome":"solved","note":"Rebooted it"}""",
            (id, b) => new CompleteTask(id, b.Outcome, b.Note),
            mayLack: true);
        Map<EmptyBody>(
            routes,
            "finish",
            "Ends the wrap-up of a completed task before its time",
            "{}",
            (id, _) => new FinishWrapUp(id),
            mayLack: true);
        Map<EmptyBody>(
            routes,
            "hold",
            "Puts a task on hold: it stays with its worker and takes no capacity",
            "{}",
            (id, _) => new HoldTask(id),
            mayLack: true);
        Map<EmptyBody>(routes, "resume", "Resumes a task that is on hold", "{}", (id, _) => new ResumeTask(id), mayLack: true);
        Map<TransferBody>(
            routes,
            "transfer",
            "Transfers a task to another worker or queue",
            """{"queue":"network"}""",
            (id, b) => new TransferTask(id, b.Worker?.Key, b.Queue, b.Reason));
        Map<ReasonBody>(
            routes,
            "return",
            "Returns a task to its queue",
            """{"reason":"Needs a key that I lack"}""",
            (id, b) => new ReturnTask(id, b.Reason),
            mayLack: true);
        Map<WorkerBody>(
            routes,
            "claim",
            "Claims a waiting task for a worker, if its queue allows that",
            Worker,
            (id, b) => new ClaimTask(id, b.Worker.Key));
        Map<WorkerBody>(
            routes,
            "assign",
            "Assigns a task to a worker, eligible or not",
            Worker,
            (id, b) => new AssignTask(id, b.Worker.Key));
        Map<ReasonBody>(
            routes,
            "reopen",
            "Reopens a completed task; its former worker is asked first",
            """{"reason":"It happened again"}""",
            (id, b) => new ReopenTask(id, b.Reason),
            mayLack: true);
        Map<NoteBody>(routes, "notes", "Writes a note", """{"text":"Customer is out until noon"}""", (id, b) => new AddNote(id, b.Text));
        Map<ReasonBody>(
            routes,
            "cancel",
            "Cancels a task that is not done",
            """{"reason":"Solved itself"}""",
            (id, b) => new CancelTask(id, b.Reason),
            mayLack: true);
    }

    private static void Map<T>(
        ApiOperationRoutes routes, string verb, string summary, string example, Func<TaskId, T, TeamCommand> make, bool mayLack = false)
        where T : class =>
        routes.Map(
            new("POST", $"/tasks/{{id}}/{verb}", TaskRoutes.Tag, summary)
            {
                Body = typeof(T),
                BodyMayLack = mayLack,
                Answer = typeof(TaskView),
                IsCommand = true,
                HasTag = true,
                Example = example,
            },
            async context =>
            {
                var body = await context.BodyAsync<T>(mayLack);
                return TaskRoutes.Answer(context, await context.DoAsync(make(context.TaskId(), body)));
            });
}
