using System.CommandLine;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom up</c>: everything in one process.</summary>
internal static class UpCommand
{
    public static Command Make(SettingOptions settings)
    {
        var command = new Command("up", "Runs everything in one process: server, watcher, dispatcher and page (the default).");
        AddSettingsTo(command, settings);
        command.SetAction((parsed, cancellationToken) => RunAsync(settings.Read(parsed), cancellationToken));
        return command;
    }

    /// <summary>Offers the settings that it has.</summary>
    /// <param name="command">The command, or the root, which does the same.</param>
    /// <param name="settings">The settings.</param>
    public static void AddSettingsTo(Command command, SettingOptions settings) => settings.AddAllBut(
        command,
        "admin-port",
        "directory",
        "nodes",
        "homes",
        "pws-server",
        "pws-backup",
        "pws-certificate",
        "app-user",
        "app-password-file",
        "end-user",
        "callback-url",
        "own-session",
        "fail-over-after",
        "request-timeout");

    public static Task<int> RunAsync(PomSettings settings, CancellationToken cancellationToken) =>
        UpHosting.RunAsync(settings, cancellationToken);
}
