using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom channels …</c>.</summary>
internal static class ChannelsCommand
{
    public static Command Make(SettingOptions settings)
    {
        var parts = new TeamPartCommands(new TeamOptions(new ApiOptions(settings)), "channels", "channel", "name");
        return new Command("channels", "Shows and sets channels: which presence takes which kind of work.")
        {
            parts.MakeList(
                ("NAME", c => (string?)c["name"] ?? ""),
                ("STATES", c => string.Join(", ", c["states"]?.AsArray().Select(s => (string?)s) ?? [])),
                ("EXCLUSIVE", c => (bool?)c["exclusive"] == true ? "yes" : "no")),
            parts.MakeShow(),
            parts.MakePut(),
            parts.MakeRemove(),
        };
    }
}
