using System.CommandLine;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks show ID</c>.</summary>
internal static class TasksShowCommand
{
    public static Command Make(ApiOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var command = new Command("show", "Shows a task.") { id };
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var api = new ApiClient(options.Page(parsed));
            var path = $"api/v1/tasks/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            TaskOutput.Write((await api.SendAsync(HttpMethod.Get, path, null, ct))!, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
