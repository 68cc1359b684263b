using System.CommandLine;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks list</c>.</summary>
internal static class TasksListCommand
{
    public static Command Make(ApiOptions options)
    {
        var command = new Command("list", "Lists the tasks: those that wait, those that somebody has, those that ended.");
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var api = new ApiClient(options.Page(parsed));
            TaskOutput.WriteAll((await api.SendAsync(HttpMethod.Get, "api/v1/tasks?limit=100", null, ct))!, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
