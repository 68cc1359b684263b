using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Workers;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom workers …</c>.</summary>
internal static class WorkersCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        var parts = new TeamPartCommands(options, "workers", "worker", "contact")
        {
            IsPaged = true,
            Shown = "with presence and work; put takes the part under settings",
        };
        return new Command("workers", "Shows workers, pauses and drains them, and explains what they get.")
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
            WorkersStepCommand.Make(options, "unpause", "Ends the pause of a person."),
            WorkersStepCommand.Make(options, "drain", "Lets a person finish open work and take no more."),
            WorkersStepCommand.Make(options, "keep", "Ends the draining: the person takes work again."),
            WorkersEraseCommand.Make(options),
            WorkersExplainCommand.Make(options),
            WorkersHistoryCommand.Make(options),
        };
    }
}
