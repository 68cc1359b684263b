using System.CommandLine;
using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks add TITLE</c>.</summary>
internal static class TasksAddCommand
{
    public static Command Make(ApiOptions options)
    {
        var title = new Argument<string>("title") { Description = "What is to be done." };
        var id = new Option<string?>("--id") { Description = "Your own id for it; the same id and title again adds nothing.", HelpName = "id" };
        var command = new Command("add", "Adds a task, which goes at once to somebody who is free.") { title, id };
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject { ["title"] = parsed.GetValue(title) };
            if (parsed.GetValue(id) is { } own)
            {
                body["id"] = own;
            }

            using var api = new ApiClient(options.Page(parsed));
            TaskOutput.Write((await api.SendAsync(HttpMethod.Post, "api/v1/tasks", body, ct))!, options.WantsJson(parsed));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
