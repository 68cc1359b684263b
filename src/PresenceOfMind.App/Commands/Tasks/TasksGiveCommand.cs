using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary>
/// <c>pom tasks claim ID</c>, <c>pom tasks assign ID</c> and <c>pom tasks transfer ID</c>: a task goes where a person says.
/// </summary>
internal static class TasksGiveCommand
{
    public static Command MakeClaim(TeamOptions options) =>
        Make(options, "claim", "Claims a waiting task for a worker, if its queue allows that.");

    public static Command MakeAssign(TeamOptions options) => Make(options, "assign", "Assigns a task to a worker, eligible or not.");

    public static Command MakeTransfer(TeamOptions options)
    {
        var id = Id();
        var worker = new Option<string?>("--to-worker")
        {
            Description = "The only worker who may take it from now on.",
            HelpName = "contact",
        };
        var queue = new Option<string?>("--to-queue") { Description = "The queue that it goes to.", HelpName = "queue" };
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "text" };
        return options.Change("transfer", "Transfers a task to another worker or queue.", [id, worker, queue, reason], async (
            api, parsed, json, cancellationToken) =>
        {
            var body = JsonBody.Create(
                ("worker", parsed.GetValue(worker)),
                ("queue", parsed.GetValue(queue)),
                ("reason", parsed.GetValue(reason)));
            TaskOutput.Write(
                (await api.SendAsync(HttpMethod.Post, $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/transfer", body, cancellationToken))!,
                json);
        });
    }

    private static Command Make(TeamOptions options, string name, string help)
    {
        var id = Id();
        var worker = new Option<string>("--worker") { Description = "Who gets it.", HelpName = "contact", Required = true };
        return options.Change(name, help, [id, worker], async (api, parsed, json, cancellationToken) => TaskOutput.Write(
            (await api.SendAsync(
                HttpMethod.Post,
                $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/{name}",
                JsonBody.Create(("worker", parsed.GetValue(worker))),
                cancellationToken))!,
            json));
    }

    private static Argument<string> Id() => new("id") { Description = "The task's id." };
}
