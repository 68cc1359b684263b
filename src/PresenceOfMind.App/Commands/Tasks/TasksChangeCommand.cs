using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks change ID</c>.</summary>
internal static class TasksChangeCommand
{
    public static Command Make(TeamOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var title = new Option<string?>("--title") { Description = "The new title.", HelpName = "text" };
        var priority = new Option<int?>("--priority") { Description = "The new priority.", HelpName = "number" };
        var attributes = new Option<string?>("--attributes")
        {
            Description = "Attributes to set, as a JSON object. Those that are null are removed; all others stay.",
            HelpName = "json|@file",
        };
        return options.Change("change", "Changes a task. If it waits, it is routed again.", [id, title, priority, attributes], async (
            api, parsed, json, cancellationToken) =>
        {
            var body = JsonBody.Create(
                ("title", parsed.GetValue(title)),
                ("priority", parsed.GetValue(priority)),
                ("attributes", await TasksAddCommand.AttributesAsync(parsed.GetValue(attributes), cancellationToken)));
            TaskOutput.Write(
                (await api.SendAsync(HttpMethod.Patch, $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}", body, cancellationToken))!, json);
        });
    }
}
