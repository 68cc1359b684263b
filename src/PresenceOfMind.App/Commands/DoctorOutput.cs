using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
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
                ["remedy"] = Remedy(finding),
            });
            return;
        }

        Write(Mark(finding.Severity), Colour(finding.Severity), finding.Found);
        foreach (var line in new[] { finding.Meaning, Remedy(finding) }.Where(line => line.Length > 0))
        {
            Write("", "default", line);
        }
    }

    /// <summary>Says how it ended; what was skipped also beside JSON, on standard error.</summary>
    /// <param name="worst">The worst finding.</param>
    /// <param name="skipped">The important steps that were skipped.</param>
    /// <param name="json">Whether findings are printed as JSON.</param>
    public static void End(Severity worst, IReadOnlyList<Finding> skipped, bool json)
    {
        var said = worst switch
        {
            Severity.Unreachable => "The server cannot be reached.",
            Severity.Wrong => "Something is wrong, see above.",
            _ when skipped.Count > 0 =>
                $"{(worst == Severity.Doubtful ? "It works, but some findings are doubtful." : "Nothing wrong was found, but some steps were skipped.")} Skipped: "
                + string.Join("; ", skipped.Select(f => $"{Name(f.Check)} ({DoctorAdvice.HowToRun(f)})")) + ".",
            Severity.Doubtful => "It works, but some findings are doubtful.",
            _ => "Nothing wrong was found.",
        };
        if (!json)
        {
            Terminal.Line(said);
        }
        else if (skipped.Count > 0 && worst < Severity.Wrong)
        {
            Terminal.Complain(said);
        }
    }

    private static string Remedy(Finding finding) => finding.Remedy.Length > 0 && DoctorAdvice.HowToRun(finding) is { } how
        ? $"{finding.Remedy.TrimEnd('.')} ({how})."
        : finding.Remedy;

    private static void Write(string mark, string colour, string line)
    {
        if (Console.IsOutputRedirected)
        {
            Terminal.Line($"{mark.PadRight(MarkWidth)}{line}");
        }
        else
        {
            AnsiConsole.Write(
                new Columns(new Markup($"[{colour}]{mark.PadRight(MarkWidth)}[/]"), new Text(line))
                {
                    Expand = false,
                    Padding = new Padding(0),
                });
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
