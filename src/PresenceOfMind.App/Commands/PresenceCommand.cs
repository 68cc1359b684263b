using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Presence;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom presence …</c>.</summary>
internal static class PresenceCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new TeamOptions(new ApiOptions(settings));
        return new Command("presence", "Shows the presence of workers by source, and sets it as a program.")
        {
            PresenceListCommand.Make(options),
            PresenceShowCommand.Make(options),
            PresenceSetCommand.Make(options),
            PresenceClearCommand.Make(options),
        };
    }
}
