using System.CommandLine;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom dispatch</c>: the dispatcher alone, with any Presence Web Service or none.</summary>
internal static class DispatchCommand
{
    public static Command Make(SettingOptions settings)
    {
        var command = new Command(
            "dispatch",
            "Runs the dispatcher alone, with page and API: with an existing Presence Web Service, or with presence from programs only.");
        settings.AddTo(
            command,
            "address", "port", "data", "teams", "pws-server", "pws-backup", "pws-certificate", "app-user", "app-password-file", "end-user",
            "callback-url",
            "own-session",
            "page-https",
            "certificate",
            "certificate-key",
            "certificate-password",
            "certificate-password-file",
            "public-url",
            "trusted-proxies",
            "allowed-origins",
            "requests-per-key",
            "requests-per-address",
            "pages-per-account",
            "pages",
            "streams-per-key",
            "streams",
            "stream-heartbeat",
            "forbidden-networks",
            "webhook-networks",
            "fetch-interval",
            "fail-over-after",
            "request-timeout",
            "otlp-endpoint", "log-level",
            "oidc-authority", "oidc-client-id", "oidc-client-secret-file", "oidc-audience", "oidc-roles", "oidc-roles-claim",
            "oidc-contact-claim", "oidc-name-claim", "oidc-scopes", "oidc-title");
        command.SetAction((parsed, cancellationToken) => DispatchHosting.RunAsync(settings.Read(parsed), cancellationToken));
        return command;
    }
}
