using System.Net;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.App.Settings;

/// <summary>The settings of the Presence Web Service itself.</summary>
internal static class ServerSettingTable
{
    private const string AList = "a list separated by commas";

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("node-name", "name", $"a host name or address, with its port if that is not {PwsFacts.HttpsPort}",
            "The name of this node. Default localhost.",
            (s, text) => text.Length > 0 && !text.Contains('|', StringComparison.Ordinal) ? s.Serve(o => o.NodeName = text) : null),
        new("domains", "names", AList, "Domains whose users are people of this system. Default localhost,127.0.0.1.",
            (s, text) => List(text) is { } names ? s.Serve(o => o.Domains = names) : null),
        new("common-ports", "ports", "a list of ports separated by commas",
            $"The only ports that callbacks reach. Default {string.Join(',', CommonPorts.Default)}.",
            (s, text) => Ports(text) is { } ports ? s.Serve(o => o.CommonPorts = new HashSet<int>(ports)) : null),
        new("forbidden-networks", "networks", "a list of networks as address/bits, separated by commas",
            "Networks that neither callbacks nor webhooks may reach. Default link-local ones.",
            (s, text) => SettingText.Networks(text) is { } networks
                ? s.Serve(o => o.ForbiddenNetworks = [.. networks]) with { ForbiddenNetworks = networks }
                : null),
        new("redeliver", SettingText.OnOff, SettingText.OnOff,
            "Whether a notification that the endpoint did not take is retried, unlike a real node. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s.Serve(o => o.Redeliver.Enabled = on) : null),
        new("load-limit", SettingText.OnOff, SettingText.OnOff,
            "Whether a busy server holds notifications back. Default on in pom server, off in pom up.",
            (s, text) => SettingText.Switch(text) is { } on ? s.Serve(o => o.Load.Enabled = on) : null),
        new("load-threshold", "percent", "a number from 1 to 100", "The CPU use at and above which the server is busy. Default 80.",
            (s, text) => SettingText.Number(text) is { } percent and <= 100 ? s.Serve(o => o.Load.Threshold = percent / 100.0) : null),
        new("answer-busy", SettingText.OnOff, SettingText.OnOff, "Whether requests get 210 while the server is busy. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s.Serve(o => o.Load.AnswerBusy = on) : null),
        new("requests-per-second", "number", "a number from 1",
            "The number of requests a second above which requests get 212. Default no limit.",
            (s, text) => SettingText.Number(text) is { } limit ? s.Serve(o => o.Load.RequestsPerSecond = limit) : null),
        new("presence-rules", "names", $"names from {string.Join(", ", PresenceRulesOptions.RuleNames)}, each at most once",
            "The rules of composition, in their order. Default all, in this order.",
            (s, text) => PresenceSettings.Rules(text) is { } order ? s.Serve(o => o.PresenceRules.Order = order) : null),
        new("presence-kinds", "names", "names from phone, chat, other",
            "Which kinds of devices count, beside what people set. Default all.",
            (s, text) => PresenceSettings.Kinds(text) is { } kinds ? s.Serve(o => o.PresenceRules.Kinds = kinds) : null),
        new("presence-activities", "list", "pairs such as meeting=DND,lunch=AWAY", "The states that activities imply, if not those of PWS.",
            (s, text) => PresenceSettings.Activities(text) is { } activities
                ? s.Serve(o => o.PresenceRules.Activities = activities)
                : null),
        new("busy-as-away", SettingText.OnOff, SettingText.OnOff,
            "Whether BUSY and VACATION are reported as AWAY, as some releases do. Default off.",
            (s, text) => SettingText.Switch(text) is { } on ? s.Serve(o => o.PresenceRules.BusyAndVacationAsAway = on) : null),
    ];

    private static PomSettings Serve(this PomSettings settings, Action<PresenceServerOptions> change) =>
        settings with { Server = settings.Server + change };

    private static List<string>? List(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 ? [.. parts] : null;
    }

    private static List<int>? Ports(string text)
    {
        var ports = List(text)?.ConvertAll(part => SettingText.Number(part) ?? 0);
        return ports?.TrueForAll(port => port is >= 1 and <= IPEndPoint.MaxPort) == true ? ports : null;
    }
}
