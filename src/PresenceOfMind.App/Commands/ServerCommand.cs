using System.CommandLine;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom server</c>: the PWS server alone.</summary>
internal static class ServerCommand
{
    public static Command Make(SettingOptions settings)
    {
        var command = new Command("server", "Runs the PWS server alone, with the people of --directory.");
        string[] own =
        [
            "address",
            "pws-http-port",
            "pws-https-port",
            "admin-port",
            "data",
            "certificate",
            "certificate-key",
            "certificate-password",
            "certificate-password-file",
            "directory",
            "nodes",
            "homes",
            "page-https",
            "public-url",
            "trusted-proxies",
            "allowed-origins",
            "requests-per-key",
            "requests-per-address",
            "otlp-endpoint",
            "log-level",
        ];
        settings.AddTo(command, [.. own, .. ServerSettingTable.All.Select(s => s.Name)]);
        command.SetAction((parsed, cancellationToken) => ServerHosting.RunAsync(settings.Read(parsed), cancellationToken));
        return command;
    }
}
