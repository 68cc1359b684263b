using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks show ID</c>.</summary>
internal static class TasksShowCommand
{
    public static Command Make(TeamOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var at = new Option<string?>("--at") { Description = "Shows a past state: a time, or a position of the log.", HelpName = "moment" };
        return options.Look("show", "Shows a task.", [id, at], async (api, parsed, json, cancellationToken) =>
        {
            var moment = parsed.GetValue(at) is { } then ? $"?at={TeamApi.Part(then)}" : "";
            var task = await api.GetAsync($"tasks/{TeamApi.Part(parsed.GetValue(id)!)}{moment}", cancellationToken);
            if (json)
            {
                Terminal.Json(task);
            }
            else
            {
                TaskOutput.WriteWhole(task);
            }
        });
    }
}
