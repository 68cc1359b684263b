using PresenceOfMind.App.Files;

namespace PresenceOfMind.App.Settings;

/// <summary>The settings of the dispatcher, and of the Presence Web Service that it watches.</summary>
internal static class DispatchSettingTable
{
    private const string AUrl = "an absolute URL with http or https";
    private const string AFile = "the path of a file that exists";

    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromMinutes(1);
    private static readonly PomSettings Standard = new();

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("teams", "file", AFile, "Teams to begin with, JSON: a team's settings under each team's name.",
            (s, text) => File.Exists(text) ? s with { Teams = text } : null),
        new("pws-server", "url", AUrl,
            "The Presence Web Service to watch, for pom dispatch: https://host:8083. Default none: presence comes from programs only.",
            (s, text) => SettingText.Url(text) is { } url ? s with { PwsServer = url } : null),
        new("pws-backup", "url", AUrl, "That service's backup. Default: the one that the service names.",
            (s, text) => SettingText.Url(text) is { } url ? s with { PwsBackup = url } : null),
        new("pws-certificate", "file", AFile,
            "The certificates to trust, PEM or DER: the service's own, its issuer's, or the root. "
                + "Default: one that this machine trusts.",
            (s, text) => File.Exists(text) ? s with { PwsCertificate = text } : null),
        new("app-user", "name", "the name of an application user", "The application user to log in as.",
            (s, text) => text.Length > 0 ? s with { AppUser = text } : null),
        new(AppPassword, "text", "a text", "The application user's password; not on a command line, which others can read.",
            (s, text) => text.Length > 0 ? s with { AppPassword = text } : null) { IsSecret = true },
        new("app-password-file", "file", SecretFile.Takes, "A file that holds the application user's password.",
            (s, text) => SecretFile.Read(text) is { } password ? s with { AppPassword = password } : null),
        new("end-user", "name", "an end user's name, without a domain", "The end user who watches.",
            (s, text) => text.Length > 0 && !text.Contains('@', StringComparison.Ordinal) ? s with { EndUser = text } : null),
        new("callback-url", "url", AUrl, "Where the service reaches this program. Default: address and port.",
            (s, text) => SettingText.Url(text) is { Query: "", Fragment: "" } url ? s with { CallbackUrl = url } : null),
        new("fail-over-after", "seconds", SettingText.TakesSeconds(LongestRequest),
            "How long the service may fail before its backup is tried; one request takes at most half of it. Default "
                + $"{Standard.FailOverAfter.TotalSeconds}.",
            (s, text) => SettingText.Seconds(text, LongestRequest) is { } value ? s with { FailOverAfter = value } : null),
        new("request-timeout", "seconds", SettingText.TakesSeconds(LongestRequest),
            "How long one request may take, if that is less than half of --fail-over-after. Default "
                + $"{Standard.RequestTimeout.TotalSeconds}.",
            (s, text) => SettingText.Seconds(text, LongestRequest) is { } value ? s with { RequestTimeout = value } : null),
        new("webhook-networks", "networks", "a list of networks as address/bits, separated by commas",
            "Loopback and private networks that webhooks may reach. Default none; in the demo on loopback, this machine.",
            (s, text) => SettingText.Networks(text) is { } networks ? s with { WebhookNetworks = networks } : null),
        new("stream-heartbeat", "seconds", SettingText.TakesSeconds(LongestHeartbeat),
            "How often an event stream in which nothing happens says that it is there. Default "
                + $"{Standard.StreamHeartbeat.TotalSeconds}.",
            (s, text) => SettingText.Seconds(text, LongestHeartbeat) is { } value ? s with { StreamHeartbeat = value } : null),
        new("own-session", "on or off", "on or off",
            "Whether application user and end user belong to this program alone. "
                + "It then ends sessions that an earlier run left. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s with { OwnsSession = on } : null),
    ];

    /// <summary>The setting that is none of the command line.</summary>
    public const string AppPassword = "app-password";
}
