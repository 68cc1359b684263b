using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EndToEnd;

public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_tour_of_the_readme_works_by_copy_and_paste()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the tour is for a Unix shell");
        await using var demo = await Demo.StartAsync();
        var script = string.Join('\n', Blocks())
            .Replace("127.0.0.1:8080", demo.Page.Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:8082", demo.PwsHttp.Authority, StringComparison.Ordinal);

        for (var walk = 0; walk < 2; walk++)
        {
            var (code, said) = await ShellAsync(script, demo);
            Assert.True(code == 0, said);
            Assert.Contains("waiting", said, StringComparison.Ordinal);
            Assert.Contains("assigned", said, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Blocks()
    {
        var readme = File.ReadAllText(Path.Combine(PomProcess.Repository, "README.md"));
        var tour = Tour().Match(readme);
        Assert.True(tour.Success, "README.md has no section \"## Tour\"");
        return Block().Matches(tour.Value).Select(m => m.Groups[1].Value);
    }

    private static async Task<(int Code, string Said)> ShellAsync(string script, Demo demo)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = PomProcess.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["POM_CONFIG"] = Path.Combine(demo.Folder, "pom.json"),
                ["PATH"] = $"{PomProcess.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
            },
        };
        using var bash = Process.Start(start)!;
        var said = Task.WhenAll(bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        var all = string.Concat(await Until.Done("the tour's end", said));
        await bash.WaitForExitAsync();
        return (bash.ExitCode, all);
    }

    [GeneratedRegex(@"^## Tour$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Tour();

    [GeneratedRegex(@"^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
