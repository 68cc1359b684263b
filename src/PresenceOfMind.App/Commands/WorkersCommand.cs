using System.CommandLine;
using PresenceOfMind.App.Commands.Workers;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom workers …</c>.</summary>
internal static class WorkersCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        var parts = new TeamPartCommands(options, "workers", "worker", "contact") { IsPaged = true, Shown = "with presence and work; put takes what is under settings" };
        return new Command("workers", "Shows who works, and pauses, drains and explains.")
        {
            parts.MakeList(
                ("NAME", w => (string?)w["name"] ?? ""),
                ("CONTACT", w => (string?)w["contact"] ?? ""),
                ("PRESENCE", w => (string?)w["presence"] ?? ""),
                ("ABLE", w => (bool?)w["able"] == true ? "yes" : (string?)w["notAbleBecause"] ?? "no"),
                ("TASKS", w => string.Join(", ", w["tasks"]?.AsArray().Select(t => (string?)t!["id"]) ?? []))),
            parts.MakeShow(),
            parts.MakePut(),
            parts.MakeRemove(canDrain: true, canDropName: true),
            WorkersPauseCommand.Make(options),
            WorkersStepCommand.Make(options, "unpause", "Lets a person take work again."),
            WorkersStepCommand.Make(options, "drain", "Lets a person finish what is there and take no more."),
            WorkersStepCommand.Make(options, "keep", "Lets a person who drains take work again."),
            WorkersEraseCommand.Make(options),
            WorkersExplainCommand.Make(options),
            WorkersHistoryCommand.Make(options),
        };
    }
}
