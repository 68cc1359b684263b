using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary><c>pom workers explain CONTACT</c>.</summary>
internal static class WorkersExplainCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        var at = new Option<string?>("--at") { Description = "Shows a past state: a time, or a position of the log.", HelpName = "moment" };
        return options.Look("explain", "Explains why a person gets no task, and why each waiting task does not go to this person.", [
            contact,
            at], async (
            api, parsed, json, cancellationToken) =>
        {
            var moment = parsed.GetValue(at) is { } then ? $"?at={TeamApi.Part(then)}" : "";
            ExplanationOutput.Write(
                await api.GetAsync($"workers/{TeamApi.Part(parsed.GetValue(contact)!)}/explanation{moment}", cancellationToken),
                json,
                "tasks",
                "title",
                "task");
        });
    }
}
