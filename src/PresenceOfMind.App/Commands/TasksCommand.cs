using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Tasks;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom tasks …</c>.</summary>
internal static class TasksCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        return new Command("tasks", "Adds, shows, assigns and completes tasks.")
        {
            TasksAddCommand.Make(options),
            TasksListCommand.Make(options),
            TasksShowCommand.Make(options),
            TasksAnswerCommand.MakeAccept(options),
            TasksAnswerCommand.MakeDecline(options),
            TasksCompleteCommand.Make(options),
            TasksStepCommand.Make(options, "finish", "Ends the wrap-up of a completed task before its time."),
            TasksStepCommand.Make(options, "hold", "Puts a task on hold: it stays with its worker and takes no capacity."),
            TasksStepCommand.Make(options, "resume", "Resumes a task that is on hold."),
            TasksGiveCommand.MakeTransfer(options),
            TasksStepCommand.Make(options, "return", "Returns a task to its queue.", takesReason: true),
            TasksGiveCommand.MakeClaim(options),
            TasksGiveCommand.MakeAssign(options),
            TasksStepCommand.Make(options, "reopen", "Reopens a completed task. Its former worker is asked first.", takesReason: true),
            TasksNoteCommand.Make(options),
            TasksChangeCommand.Make(options),
            TasksStepCommand.Make(options, "cancel", "Cancels a task, also one that is assigned.", takesReason: true),
            TasksExplainCommand.Make(options),
            TasksHistoryCommand.Make(options),
        };
    }
}
