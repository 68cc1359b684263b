using System.CommandLine;

namespace PresenceOfMind.App.Commands;

/// <summary>An example for each command, which its help shows.</summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        [""] = "pom up",
        ["up"] = "pom up --port 8090 --data ./data",
        ["server"] = "pom server --directory directory.json",
        ["dispatch"] = "pom dispatch --pws-server https://imp.example.com:8083 --app-user app --app-password-file password "
            + "--end-user watcher --teams teams.json",
        ["doctor"] = "pom doctor --set-presence",
        ["completion"] = "pom completion bash > ~/.local/share/bash-completion/completions/pom",
        ["help"] = "pom help pws watch",
        ["version"] = "pom version",
        ["demo reset"] = "pom demo reset",
        ["pws delete"] = "pom pws delete",
        ["pws create"] = "pom pws create carlotta rita@example.com --host 10.0.0.5",
        ["pws endpoint"] = "pom pws endpoint RICH_PRESENCE --json",
        ["pws get-subscribed-presence"] = "pom pws get-subscribed-presence 1 BASIC_PRESENCE",
        ["pws login"] = "pom pws login --user joe",
        ["pws logout"] = "pom pws logout",
        ["pws status"] = "pom pws status --json",
        ["pws set-presence"] = "pom pws set-presence AWAY carlotta rita",
        ["pws get-presence"] = "pom pws get-presence carlotta --rich",
        ["pws watch"] = "pom pws watch carlotta rita",
        ["tasks add"] = "pom tasks add \"Call the customer back\" --queue support --priority 5",
        ["tasks list"] = "pom tasks list --state waiting,assigned --sort priority",
        ["tasks show"] = "pom tasks show t-19",
        ["tasks accept"] = "pom tasks accept t-19 --worker joe@example.com",
        ["tasks decline"] = "pom tasks decline t-19 --worker joe@example.com --reason lunch",
        ["tasks complete"] = "pom tasks complete t-19 t-23 --outcome solved",
        ["tasks finish"] = "pom tasks finish t-19",
        ["tasks hold"] = "pom tasks hold t-19",
        ["tasks resume"] = "pom tasks resume t-19",
        ["tasks transfer"] = "pom tasks transfer t-19 --to-queue network",
        ["tasks return"] = "pom tasks return t-19 --reason \"not my field\"",
        ["tasks claim"] = "pom tasks claim t-19 --worker joe@example.com",
        ["tasks assign"] = "pom tasks assign t-19 --worker joe@example.com",
        ["tasks reopen"] = "pom tasks reopen t-19",
        ["tasks note"] = "pom tasks note t-19 \"Called back\"",
        ["tasks change"] = "pom tasks change t-19 --priority 10",
        ["tasks cancel"] = "pom tasks cancel t-19 t-23 --reason \"solved itself\"",
        ["tasks explain"] = "pom tasks explain t-19",
        ["tasks history"] = "pom tasks history t-19",
        ["accounts add"] = "pom accounts add anna --role lead --team desk",
        ["accounts list"] = "pom accounts list",
        ["accounts grant"] = "pom accounts grant anna --role worker --team sales --worker anna@example.com",
        ["accounts revoke"] = "pom accounts revoke anna --role lead --team desk",
        ["accounts password"] = "pom accounts password anna",
        ["accounts remove"] = "pom accounts remove anna",
        ["keys add"] = "pom keys add wallboard --role viewer --team desk > wallboard.key",
        ["keys list"] = "pom keys list",
        ["keys rotate"] = "pom keys rotate wallboard --overlap 86400 > wallboard.key",
        ["keys revoke"] = "pom keys revoke wallboard",
        ["audit"] = "pom audit --action key --from 2027-01-01",
        ["workers list"] = "pom workers list",
        ["workers show"] = "pom workers show joe@example.com",
        ["workers put"] = "pom workers put joe.json",
        ["workers remove"] = "pom workers remove joe@example.com --drain",
        ["workers pause"] = "pom workers pause joe@example.com training",
        ["workers unpause"] = "pom workers unpause joe@example.com",
        ["workers drain"] = "pom workers drain joe@example.com",
        ["workers keep"] = "pom workers keep joe@example.com",
        ["workers erase"] = "pom workers erase joe@example.com --yes",
        ["workers explain"] = "pom workers explain joe@example.com",
        ["workers history"] = "pom workers history joe@example.com",
        ["queues figures"] = "pom queues figures",
        ["teams list"] = "pom teams list",
        ["teams show"] = "pom teams show demo",
        ["teams add"] = "pom teams add desk desk.json",
        ["teams remove"] = "pom teams remove desk --yes",
        ["teams configure"] = "pom teams configure desk desk.json --drain",
        ["teams export"] = "pom teams export desk > desk.json",
        ["people list"] = "pom people list",
        ["people add"] = "pom people add joe --name \"Joe Adams\"",
        ["people remove"] = "pom people remove joe rita",
        ["people import"] = "pom people import people.csv --encoding windows-1252",
        ["app-users list"] = "pom app-users list",
        ["app-users add"] = "pom app-users add app --password-file app.password",
        ["app-users remove"] = "pom app-users remove app",
        ["app-users import"] = "pom app-users import apps.json",
        ["queues list"] = "pom queues list",
        ["queues show"] = "pom queues show support",
        ["queues put"] = "pom queues put queue.json",
        ["queues remove"] = "pom queues remove support",
        ["routes list"] = "pom routes list",
        ["routes show"] = "pom routes show incoming",
        ["routes put"] = "pom routes put route.json",
        ["routes remove"] = "pom routes remove incoming",
        ["calendars list"] = "pom calendars list",
        ["calendars show"] = "pom calendars show office",
        ["calendars put"] = "pom calendars put calendar.json",
        ["calendars remove"] = "pom calendars remove office",
        ["channels list"] = "pom channels list",
        ["channels show"] = "pom channels show call",
        ["channels put"] = "pom channels put channel.json",
        ["channels remove"] = "pom channels remove call",
    };

    /// <summary>The example of a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Null for one that only holds others.</returns>
    public static string? Find(Command command)
    {
        var path = new Stack<string>();
        for (var at = command; at is not (null or RootCommand); at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            path.Push(at.Name);
        }

        return Examples.GetValueOrDefault(string.Join(' ', path));
    }
}
