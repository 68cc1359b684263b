using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Queues;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom queues …</c>.</summary>
internal static class QueuesCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        var parts = new TeamPartCommands(options, "queues", "queue", "name");
        return new Command("queues", "Shows and sets the team's queues.")
        {
            parts.MakeList(
                ("NAME", q => (string?)q["name"] ?? ""),
                ("MODE", q => (string?)q["mode"] ?? ""),
                ("STRATEGY", q => (string?)q["strategy"]?["name"] ?? ""),
                ("OUTCOMES", q => string.Join(", ", q["outcomes"]?.AsArray().Select(o => (string?)o) ?? []))),
            parts.MakeShow(),
            parts.MakePut(),
            parts.MakeRemove(canDrain: true),
            QueuesFiguresCommand.Make(options),
        };
    }
}
