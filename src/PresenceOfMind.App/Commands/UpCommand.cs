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
        settings.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(settings.Read(parsed), ct));
        return command;
    }

    public static Task<int> RunAsync(PomSettings settings, CancellationToken ct) => UpHosting.RunAsync(settings, ct);
}
