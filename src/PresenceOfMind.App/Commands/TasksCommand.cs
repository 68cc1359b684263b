using System.CommandLine;
using PresenceOfMind.App.Commands.Tasks;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom tasks …</c>.</summary>
internal static class TasksCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        return new Command("tasks", "Adds tasks, shows who has them, and does with them what people do.")
        {
            TasksAddCommand.Make(options),
            TasksListCommand.Make(options),
            TasksShowCommand.Make(options),
            TasksAnswerCommand.MakeAccept(options),
            TasksAnswerCommand.MakeDecline(options),
            TasksCompleteCommand.Make(options),
            TasksStepCommand.Make(options, "finish", "Ends the wrap-up of a completed task before its time."),
            TasksStepCommand.Make(options, "hold", "Lets a task rest with its worker; it takes no room meanwhile."),
            TasksStepCommand.Make(options, "resume", "Goes on with a task that rests."),
            TasksGiveCommand.MakeTransfer(options),
            TasksStepCommand.Make(options, "return", "Gives a task back to its queue.", takesReason: true),
            TasksGiveCommand.MakeClaim(options),
            TasksGiveCommand.MakeAssign(options),
            TasksStepCommand.Make(options, "reopen", "Brings a completed task back; whoever had it is asked first.", takesReason: true),
            TasksNoteCommand.Make(options),
            TasksChangeCommand.Make(options),
            TasksStepCommand.Make(options, "cancel", "Calls a task off, also from whoever has it.", takesReason: true),
            TasksExplainCommand.Make(options),
            TasksHistoryCommand.Make(options),
        };
    }
}
