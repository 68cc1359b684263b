using System.CommandLine;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks complete ID…</c> and <c>pom tasks cancel ID…</c>.</summary>
internal static class TasksEndCommand
{
    public static Command Make(ApiOptions options, string name, string help)
    {
        var ids = new Argument<string[]>("id") { Description = "The tasks' ids.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, help) { ids };
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var api = new ApiClient(options.Page(parsed));
            foreach (var id in parsed.GetValue(ids)!)
            {
                var path = $"api/v1/tasks/{Uri.EscapeDataString(id)}/{name}";
                TaskOutput.Write((await api.SendAsync(HttpMethod.Post, path, null, ct))!, options.WantsJson(parsed));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
