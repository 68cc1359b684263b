using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks accept ID</c> and <c>pom tasks decline ID</c>.</summary>
internal static class TasksAnswerCommand
{
    public static Command MakeAccept(TeamOptions options) => Make(options, "accept", "Accepts an offered task.", null);

    public static Command MakeDecline(TeamOptions options) => Make(
        options, "decline", "Declines an offered task.", new Option<string?>("--reason") { Description = "Why.", HelpName = "text" });

    private static Command Make(TeamOptions options, string name, string help, Option<string?>? reason)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var worker = new Option<string>("--worker") { Description = "Who answers.", HelpName = "contact", Required = true };
        var offer = new Option<long?>("--offer")
        {
            Description = "The offer's number. Default the last one to this worker.",
            HelpName = "number",
        };
        return options.Change(name, help, reason is null
            ? [id, worker, offer]
            : [id, worker, offer, reason], async (api, parsed, json, cancellationToken) =>
        {
            var body = JsonBody.Create(
                ("worker", parsed.GetValue(worker)),
                ("offer", parsed.GetValue(offer)),
                ("reason", reason is null ? null : parsed.GetValue(reason)));
            TaskOutput.Write(
                (await api.SendAsync(HttpMethod.Post, $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/{name}", body, cancellationToken))!,
                json);
        });
    }
}
