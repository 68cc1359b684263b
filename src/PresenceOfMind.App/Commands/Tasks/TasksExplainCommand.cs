using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks explain ID</c>.</summary>
internal static class TasksExplainCommand
{
    public static Command Make(TeamOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var at = new Option<string?>("--at") { Description = "Shows a past state: a time, or a position of the log.", HelpName = "moment" };
        return options.Look("explain", "Explains why a task waits, or why its worker got it.", [id, at], async (
            api, parsed, json, cancellationToken) =>
        {
            var moment = parsed.GetValue(at) is { } then ? $"?at={TeamApi.Part(then)}" : "";
            ExplanationOutput.Write(
                await api.GetAsync($"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/explanation{moment}", cancellationToken),
                json,
                "candidates",
                "name",
                "contact");
        });
    }
}
