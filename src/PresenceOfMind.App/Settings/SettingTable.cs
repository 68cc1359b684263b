using System.Globalization;
using System.Net;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Origins;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Settings;

/// <summary>Every setting, once.</summary>
internal static class SettingTable
{
    private const string APort = "a port from 1 to 65535, or 0 for any free one";
    private const string ANumber = "a number from 1";
    private const string AFile = "the path of a file that exists";

    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);
    private static readonly PomSettings Standard = new();

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("address", "address", "an IP address of this machine, or 0.0.0.0 for all of them",
            $"Where to listen. Default {Standard.Address}.",
            (s, text) => IPAddress.TryParse(text, out var value) ? s with { Address = value } : null),
        new("port", "port", APort, $"Page, API, endpoint listener. Default {Standard.Port}.",
            (s, text) => Port(text) is { } value ? s with { Port = value } : null),
        new("pws-http-port", "port", APort, $"Presence Web Service, HTTP. Default {PwsFacts.HttpPort}.",
            (s, text) => Port(text) is { } value ? s with { PwsHttpPort = value } : null),
        new("pws-https-port", "port", APort, $"Presence Web Service, HTTPS. Default {PwsFacts.HttpsPort}.",
            (s, text) => Port(text) is { } value ? s with { PwsHttpsPort = value } : null),
        new("admin-port", "port", APort, $"/admin, /healthz, /readyz and /metrics of pom server. Default {Standard.AdminPort}.",
            (s, text) => Port(text) is { } value ? s with { AdminPort = value } : null),
        new("page-https", SettingText.OnOff, SettingText.OnOff,
            "Whether the page's port, or --admin-port of pom server, speaks HTTPS, with the certificate of --certificate. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s with { PageHttps = on } : null),
        new("public-url", "url", "an absolute URL with http or https, without query",
            "The address at which browsers reach the page behind a proxy. Default: the host of the request.",
            (s, text) => SettingText.Url(text) is { Query: "", Fragment: "", UserInfo: "" } url ? s with { PublicUrl = url } : null),
        new("trusted-proxies", "networks", "addresses or networks separated by commas, such as 127.0.0.1,10.1.0.0/16",
            "The proxies whose X-Forwarded-For, -Proto and -Host are believed. Default none.",
            (s, text) => SettingText.Proxies(text) is { } proxies ? s with { TrustedProxies = proxies } : null),
        new("allowed-origins", "origins", "origins separated by commas, such as https://desk.example.com",
            "Other origins whose pages may send requests to the page's port. Default none.",
            (s, text) => Origins(text) is { } origins ? s with { AllowedOrigins = origins } : null),
        new("open", SettingText.OnOff, SettingText.OnOff,
            "Whether everybody is administrator, also from other machines, while there is no account and no API key. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s with { Open = on } : null),
        new("audit-days", "days", $"days from 1 to {AuditOptions.MostDays}",
            $"How many days an entry of the audit is kept. Default {Standard.AuditDays}.",
            (s, text) => Days(text) is { } value ? s with { AuditDays = value } : null),
        new("requests-per-key", "number", ANumber,
            $"How many requests a minute one API key or account may send. Default {Standard.Limits.RequestsPerKey}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Limits = s.Limits with { RequestsPerKey = most } } : null),
        new("requests-per-address", "number", ANumber,
            "How many requests a minute one address may send without a valid key or session. Default "
                + $"{Standard.Limits.RequestsPerAddress}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Limits = s.Limits with { RequestsPerAddress = most } } : null),
        new("pages-per-account", "number", ANumber,
            $"How many live pages one account may have open. Default {Standard.Pages.PerAccount}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Pages = s.Pages with { PerAccount = most } } : null),
        new("pages", "number", ANumber, $"How many live pages may be open in all. Default {Standard.Pages.InAll}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Pages = s.Pages with { InAll = most } } : null),
        new("streams-per-key", "number", ANumber,
            $"How many event streams one API key or account may have open. Default {Standard.Streams.PerKey}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Streams = s.Streams with { PerKey = most } } : null),
        new("streams", "number", ANumber, $"How many event streams may be open in all. Default {Standard.Streams.InAll}.",
            (s, text) => SettingText.Number(text) is { } most ? s with { Streams = s.Streams with { InAll = most } } : null),
        new("data", "folder", "the path of a folder", "The data folder. Default: the usual place of the platform.",
            (s, text) => text.Length > 0 ? s with { Data = Path.GetFullPath(text) } : null),
        new("certificate", "file", AFile, "Your own certificate, PEM or PFX. Default: a generated one, which is stored.",
            (s, text) => File.Exists(text) ? s with { Certificate = text } : null),
        new("certificate-key", "file", AFile, "The PEM private key, if the certificate's file does not contain it.",
            (s, text) => File.Exists(text) ? s with { CertificateKey = text } : null),
        new("certificate-password", "text", "a text", "The password of the private key.",
            (s, text) => s with { CertificatePassword = text }) { IsSecret = true },
        new("certificate-password-file", "file", SecretFile.Takes, "A file that holds the password of the private key.",
            (s, text) => SecretFile.Read(text) is { } password ? s with { CertificatePassword = password } : null),
        new("directory", "file", AFile, "People and application users, JSON, for pom server.",
            (s, text) => File.Exists(text) ? s with { Directory = text } : null),
        new("nodes", "list", NodeSettings.Takes,
            "Several nodes in one process, each with ports of its own, for pom server. Default one node.",
            (s, text) => NodeSettings.Nodes(text) is { } nodes ? s with { Nodes = nodes } : null),
        new("homes", "list",
            "users and their home nodes separated by commas, each user once, such as joe=im1.example.com,rita=im2.example.com",
            "The home nodes of users. Default: spread over all nodes.",
            (s, text) => NodeSettings.Homes(text) is { } homes ? s with { Homes = homes } : null),
        new("fetch-interval", "seconds", SettingText.TakesSeconds(LongestInterval),
            $"The interval of fetches without a notification. Default {PwsFacts.FetchInterval.TotalSeconds}.",
            (s, text) => SettingText.Seconds(text, LongestInterval) is { } value ? s with { FetchInterval = value } : null),
        new("otlp-endpoint", "url", "an absolute URL with http or https",
            "The collector that gets metrics by OTLP over gRPC. Default none.",
            (s, text) => SettingText.Url(text) is { } value ? s with { OtlpEndpoint = value } : null),
        new("log-level", "level", "trace, debug, information, warning, error or none", "What is logged. Default warning.",
            (s, text) => Level(text) is { } value ? s with { LogLevel = value } : null),
        .. OpenIdSettingTable.All,
        .. DispatchSettingTable.All,
        .. ServerSettingTable.All,
    ];

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : null;

    private static int? Days(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= AuditOptions.MostDays
            ? days
            : null;

    private static List<string>? Origins(string text)
    {
        var origins = text.Split(',', StringSplitOptions.TrimEntries);
        var parsed = origins.Select(OriginPolicy.Parse).OfType<string>().ToList();
        return parsed.Count == origins.Length ? parsed : null;
    }

    private static LogLevel? Level(string text) =>
        Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && !char.IsDigit(text[0]) && level != LogLevel.Critical
            ? level
            : null;
}
