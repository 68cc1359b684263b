using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom routes …</c>.</summary>
internal static class RoutesCommand
{
    public static Command Make(SettingOptions settings)
    {
        var parts = new TeamPartCommands(new TeamOptions(new ApiOptions(settings)), "routes", "route", "name");
        return new Command("routes", "Shows and sets the team's routes.")
        {
            parts.MakeList(
                ("NAME", r => (string?)r["name"] ?? ""),
                ("RULES", r => $"{r["rules"]?.AsArray().Count}"),
                ("ELSE", r => (string?)r["queue"] ?? ""),
                ("STEPS", r => $"{r["steps"]?.AsArray().Count}")),
            parts.MakeShow(),
            parts.MakePut(),
            parts.MakeRemove(),
        };
    }
}
