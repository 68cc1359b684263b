using System.Text.Json.Nodes;
using PresenceOfMind.Client.Doctor;
using Spectre.Console;

namespace PresenceOfMind.App.Commands;

/// <summary>Prints what the doctor finds, as it finds it.</summary>
internal static class DoctorOutput
{
    private const int MarkWidth = 12;

    public static void Write(Finding finding, bool json)
    {
        if (json)
        {
            Terminal.Json(new JsonObject
            {
                ["check"] = Name(finding.Check),
                ["severity"] = Mark(finding.Severity),
                ["found"] = finding.Found,
                ["meaning"] = finding.Meaning,
                ["remedy"] = finding.Remedy,
            });
            return;
        }

        Write(Mark(finding.Severity), Colour(finding.Severity), finding.Found);
        foreach (var line in new[] { finding.Meaning, finding.Remedy }.Where(line => line.Length > 0))
        {
            Write("", "default", line);
        }
    }

    public static void End(Severity worst, bool json)
    {
        if (!json)
        {
            Terminal.Line(worst switch
            {
                Severity.Unreachable => "The server cannot be reached.",
                Severity.Wrong => "Something is wrong, see above.",
                Severity.Doubtful => "It works, with doubts.",
                _ => "Nothing wrong was found.",
            });
        }
    }

    private static void Write(string mark, string colour, string line)
    {
        if (Console.IsOutputRedirected)
        {
            Terminal.Line($"{mark.PadRight(MarkWidth)}{line}");
        }
        else
        {
            AnsiConsole.Write(new Columns(new Markup($"[{colour}]{mark.PadRight(MarkWidth)}[/]"), new Text(line)) { Expand = false, Padding = new Padding(0) });
        }
    }

    private static string Mark(Severity severity) => severity.ToString().ToLowerInvariant();

    // LogIn is log-in, FirstNotification first-notification.
    private static string Name(DoctorCheck check) =>
        string.Concat(check.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Fine => "green",
        Severity.Skipped => "grey",
        Severity.Doubtful => "yellow",
        _ => "red",
    };
}
