using System.CommandLine;
using PresenceOfMind.App.Commands.Tasks;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom tasks …</c>.</summary>
internal static class TasksCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new ApiOptions(settings);
        return new Command("tasks", "Adds tasks, shows who has them, ends them.")
        {
            TasksAddCommand.Make(options),
            TasksListCommand.Make(options),
            TasksShowCommand.Make(options),
            TasksEndCommand.Make(options, "complete", "Says that a task is done; whoever had it is free for the next."),
            TasksEndCommand.Make(options, "cancel", "Takes a task back, also from whoever has it."),
        };
    }
}
