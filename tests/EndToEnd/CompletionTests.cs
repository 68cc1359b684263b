using System.Diagnostics;

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

    [Theory]
    [InlineData("pom pws set-presence AV", "AVAILABLE", 3)]
    [InlineData("pom pws get-s", "get-subscribed-presence", 2)]
    public async Task Bash_completes_by_the_script(string line, string expected, int word)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is Unix's");
        var (code, script, _) = await PomProcess.RunAsync(Path.GetTempPath(), "completion", "bash");
        Assert.Equal(0, code);
        var words = string.Join(' ', line.Split(' ').Select(w => $"'{w}'"));

        var completed = await BashAsync($"""
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
        Assert.Equal((2, "pom: a shell is bash, zsh, fish, pwsh, not \"csh\"."), (code, error.Trim()));
    }

    private static async Task<string> BashAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = PomProcess.Folder + Path.PathSeparator + start.Environment["PATH"];
        using var bash = Process.Start(start)!;
        return await Until.Done("bash", bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
