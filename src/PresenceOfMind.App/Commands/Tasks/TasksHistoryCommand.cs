using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks history ID</c>.</summary>
internal static class TasksHistoryCommand
{
    public static Command Make(TeamOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        return options.Look("history", "Shows what happened to a task.", [id], async (api, parsed, json, cancellationToken) =>
            await HistoryOutput.WriteAsync(api, $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/history", json, cancellationToken));
    }
}
