using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Teams;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom teams …</c>.</summary>
internal static class TeamsCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new ApiOptions(settings);
        return new Command("teams", "Creates, shows and configures teams.")
        {
            TeamsListCommand.Make(options),
            TeamsShowCommand.Make(options),
            TeamsAddCommand.Make(options),
            TeamsRemoveCommand.Make(options),
            TeamsConfigureCommand.Make(options),
            TeamsExportCommand.Make(options),
        };
    }
}
