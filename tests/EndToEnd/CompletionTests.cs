using System.Diagnostics;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("pom pws ", "get-subscribed-presence")]
    [InlineData("pom pws set-presence ", "VACATION")]
    [InlineData("pom pws get-subscribed-presence 1 RICH", "RICH_PRESENCE")]
    [InlineData("pom pws create --so", "--soap")]
    [InlineData("pom completion f", "fish")]
    public async Task The_program_knows_what_can_come_next(string line, string expected)
    {
        var (code, output, _) = await PomProcess.RunAsync(Path.GetTempPath(), $"[suggest:{line.Length}]", line);
        Assert.Equal(0, code);
        Assert.Contains(expected, output.Split('\n').Select(l => l.Trim()));
    }

    [Fact]
    public async Task What_the_program_that_runs_and_the_folder_know_is_completed()
    {
        await using var demo = await Demo.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "contacts.list"),
            """["rita@example.com"]""",
            TestContext.Current.CancellationToken);
        await demo.PomAsync("tasks", "add", "x", "--id", "own-1");
        foreach (var (line, expected) in new[]
        {
            ("pom tasks cancel ", "own-1"),
            ("pom tasks list --state ", "waiting"),
            ("pom tasks list --queue ", "default"),
            ("pom workers pause ", "carlotta@localhost"),
            ("pom tasks add x --named ", "liam@localhost"),
            ("pom queues show ", "default"),
            ("pom teams show ", "demo"),
            ("pom tasks list --team ", "demo"),
            ("pom pws watch ", "rita@example.com"),
            ("pom pws set-presence AWAY ", "rita"),
            ("pom help pws ", "watch"),
        })
        {
            // A shell does not wait long for an answer, which a busy machine may not give in time.
            await Eventually.GetAsync(
                expected,
                async () => (await demo.PomAsync($"[suggest:{line.Length}]", line)).Output,
                output => output.Split('\n').Any(l => l.Trim() == expected));
        }
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_is_completed_and_nothing_is_said()
    {
        var (code, output, error) = await PomProcess.RunAsync(
            Path.GetTempPath(),
            "[suggest:40]",
            "pom tasks cancel --url http://127.0.0.1:1 ");
        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("t-1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pom pws set-presence AV", "AVAILABLE", 3)]
    [InlineData("pom pws get-s", "get-subscribed-presence", 2)]
    public async Task Bash_completes_by_the_script(string line, string expected, int word)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is Unix's");
        var (code, script, _) = await PomProcess.RunAsync(Path.GetTempPath(), "completion", "bash");
        Assert.Equal(0, code);
        var words = string.Join(' ', line.Split(' ').Select(w => $"'{w}'"));

        var completed = await ShellAsync("bash", "-c", $"""
            {script}
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_WORDS=({words}) COMP_CWORD={word}
            _pom
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """);

        Assert.Equal([expected], completed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_one_line()
    {
        var (code, _, error) = await PomProcess.RunAsync(Path.GetTempPath(), "completion", "csh");
        Assert.Equal((2, "pom: the shell must be one of bash, zsh, fish, pwsh, not \"csh\"."), (code, error.Trim()));
    }

    [Theory]
    [InlineData("pom pws set-presence AV", "AVAILABLE")]
    [InlineData("pom pws get-s", "get-subscribed-presence")]
    public async Task Fish_completes_by_the_script(string line, string expected)
    {
        Assert.SkipUnless(IsThere("fish") || Environment.GetEnvironmentVariable("CI") == "true", "There is no fish here.");
        var (_, script, _) = await PomProcess.RunAsync(Path.GetTempPath(), "completion", "fish");
        var completed = await ShellAsync("fish", "-N", "-c", $"{script}\ncomplete -C '{line}'");
        Assert.Equal([expected], completed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("pom pws set-presence AV", "AVAILABLE")]
    [InlineData("Get-Date; pom pws get-s", "get-subscribed-presence")]
    public async Task PowerShell_completes_by_the_script(string line, string expected)
    {
        Assert.SkipUnless(IsThere("pwsh"), "There is no PowerShell here, and Debian has none.");
        var (_, script, _) = await PomProcess.RunAsync(Path.GetTempPath(), "completion", "pwsh");
        var completed = await ShellAsync(
            "pwsh",
            "-NoProfile",
            "-Command",
            $"{script}\n(TabExpansion2 -inputScript '{line}' -cursorColumn {line.Length}).CompletionMatches.CompletionText");
        Assert.Equal([expected], completed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static bool IsThere(string shell) =>
        !OperatingSystem.IsWindows()
            && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(
                folder => File.Exists(Path.Combine(folder, shell)));

    private static async Task<string> ShellAsync(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] = PomProcess.Folder + Path.PathSeparator + start.Environment["PATH"];
        using var process = Process.Start(start)!;
        return await Eventually.DoneAsync(shell, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
