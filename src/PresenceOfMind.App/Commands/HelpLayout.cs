using System.CommandLine;
using System.CommandLine.Help;

namespace PresenceOfMind.App.Commands;

/// <summary>What the help of a command shows: its options in groups, and an example.</summary>
internal static class HelpLayout
{
    private const string Own = "Options:";
    private const string General = "General options:";

    /// <summary>Groups of options that several commands have; an option of none of them is one of the command's own.</summary>
    private static readonly (string Title, string[] Options)[] Groups =
    [
        (
            "Server and users:",
            [
                "server",
                "https",
                "server-port",
                "pws-server",
                "pws-backup",
                "pws-certificate",
                "app-user",
                "app-password-file",
                "password-file",
                "user",
                "end-user",
                "own-session",
                "soap",
                "fail-over-after",
                "request-timeout"]),
        (
            "Endpoint:",
            ["host", "listen", "callback-url", "common-ports", "forbidden-networks", "webhook-networks", "fetch-interval", "redeliver"]),
        (
            "Ports and addresses:",
            [
                "address",
                "port",
                "pws-http-port",
                "pws-https-port",
                "admin-port",
                "open",
                "page-https",
                "public-url",
                "trusted-proxies",
                "allowed-origins",
                "node-name",
                "nodes",
                "homes",
                "domains"]),
        ("Files and certificates:",
            ["data", "audit-days", "directory", "teams", "certificate", "certificate-key", "certificate-password-file"]),
        (
            "Sign-in with OpenID Connect:",
            [
                "oidc-authority",
                "oidc-client-id",
                "oidc-client-secret-file",
                "oidc-audience",
                "oidc-roles",
                "oidc-roles-claim",
                "oidc-contact-claim",
                "oidc-name-claim",
                "oidc-scopes",
                "oidc-title"]),
        ("Presence rules:", ["presence-rules", "presence-kinds", "presence-activities", "busy-as-away"]),
        (
            "Limits:",
            ["requests-per-key", "requests-per-address", "pages-per-account", "pages", "streams-per-key", "streams", "stream-heartbeat"]),
        ("Load:", ["load-limit", "load-threshold", "answer-busy", "requests-per-second"]),
        ("Program that is asked:", ["url", "api-key-file", "team", "key", "by"]),
        (General, ["json", "config", "log-level", "otlp-endpoint", "help", "version"]),
    ];

    /// <summary>Has the help of a program and its commands look so.</summary>
    /// <param name="root">The program.</param>
    public static void AddTo(RootCommand root) => root.Options.OfType<HelpOption>().First().Action = new HelpWriter();

    /// <summary>The options of a command in their groups, the command's own first.</summary>
    /// <param name="command">The command.</param>
    public static IEnumerable<IGrouping<string, Option>> GroupsOf(Command command)
    {
        var options = command.Options
            .Concat(ParentsOf(command).SelectMany(p => p.Options.Where(o => o.Recursive)))
            .Where(o => !o.Hidden)
            .Distinct();
        return options.GroupBy(Title).OrderBy(g => g.Key == Own ? -1 : Array.FindIndex(Groups, group => group.Title == g.Key));
    }

    /// <summary>The commands that hold a command, the nearest first.</summary>
    /// <param name="command">The command.</param>
    public static IEnumerable<Command> ParentsOf(Command command)
    {
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents
            .OfType<Command>()
            .FirstOrDefault())
        {
            yield return parent;
        }
    }

    private static string Title(Option option) => Groups.FirstOrDefault(g => g.Options.Contains(option.Name.TrimStart('-'))).Title ?? Own;
}
