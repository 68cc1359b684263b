using System.Diagnostics;
using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>Walks through what the documents tell people to type.</summary>
internal static partial class Walk
{
    /// <summary>The blocks of a section of a document.</summary>
    /// <param name="document">The document, from the repository's root.</param>
    /// <param name="section">The section's heading.</param>
    /// <param name="language">Of which language.</param>
    public static IReadOnlyList<string> Blocks(string document, string section, string language)
    {
        var text = File.ReadAllText(Path.Combine(PomProcess.Repository, document)).ReplaceLineEndings("\n");
        var from = text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"{document} has no section \"## {section}\"");
        var to = text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return [.. Block().Matches(to < 0 ? text[from..] : text[from..to]).Where(m => m.Groups[1].Value == language).Select(
            m => m.Groups[2].Value)];
    }

    /// <summary>Runs a script in a shell that finds the demo at the usual addresses.</summary>
    public static async Task<(int Code, string Said)> ShellAsync(string script, Demo demo, string folder)
    {
        var here = script
            .Replace("127.0.0.1:8080", demo.Page.Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:8082", demo.PwsHttp.Authority, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", Looking(demo) + here])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["POM_CONFIG"] = Path.Combine(demo.Folder, "pom.json"),
                ["PATH"] = $"{PomProcess.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
            },
        };
        using var bash = Process.Start(start)!;
        try
        {
            var said = Task.WhenAll(bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
            var all = string.Concat(await Eventually.DoneAsync("the walk's end", said));
            await bash.WaitForExitAsync();
            return (bash.ExitCode, all);
        }
        finally
        {
            if (!bash.HasExited)
            {
                bash.Kill(entireProcessTree: true);
            }
        }
    }

    // Somebody who sets presence sees it on the page before typing on; a script would not look.
    private static string Looking(Demo demo) => $$"""
        pom() {
            command pom "$@"
            if [ "$1 ${2:-}" = "pws set-presence" ]; then
                for user in "${@:4}"; do
                    until curl -s "{{demo.Page}}api/v1/${POM_TEAM:+teams/$POM_TEAM/}workers/$user@localhost" | grep "\"presence\":\"$3\"" | grep -q "\"confirmed\":true"; do sleep 0.1; done
                done
            fi
        }

        """;

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
