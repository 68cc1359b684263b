using System.CommandLine;
using PresenceOfMind.App.Commands.Pws;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom pws …</c>: speaks to any Presence Web Service.</summary>
internal static class PwsCommand
{
    public static Command Make(SettingOptions settings)
    {
        var options = new PwsOptions(settings);
        return new Command("pws", "Sets, reads and watches presence at any Presence Web Service.")
        {
            DeleteCommand.Make(options),
            CreateCommand.Make(options),
            EndpointCommand.Make(options),
            GetSubscribedPresenceCommand.Make(options),
            LoginCommand.Make(options),
            LogoutCommand.Make(options),
            StatusCommand.Make(options),
            SetPresenceCommand.Make(options),
            GetPresenceCommand.Make(options),
            WatchCommand.Make(options),
        };
    }
}
