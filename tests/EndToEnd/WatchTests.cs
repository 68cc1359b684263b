using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.SetUp;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

public sealed class WatchTests
{
    [Fact]
    public async Task In_a_pipe_each_change_is_a_line_of_JSON_and_Ctrl_C_ends_it()
    {
        await using var demo = await Demo.StartAsync();
        await using var watch = demo.PomStart("pws", "watch", "carlotta", "liam");
        await Eventually.GetAsync("the states at the start", () => Task.FromResult(Lines(watch)), lines => lines.Count == 2);

        await demo.Pws.SetAsync("BUSY", "liam");

        var lines = await Eventually.GetAsync("a line for the change", () => Task.FromResult(Lines(watch)), found => found.Count == 3);
        Assert.StartsWith("liam@", (string?)lines[2]["contact"], StringComparison.Ordinal);
        Assert.Equal(("AVAILABLE", "BUSY"), ((string?)lines[2]["before"], (string?)lines[2]["after"]));

        watch.Interrupt();
        Assert.Equal(0, await watch.EndAsync());
        Assert.Equal("", watch.Error);
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_its_pipe_any_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no shell.");
        await using var demo = await Demo.StartAsync();
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c",
                $"{{ '{dotnet}' '{Path.Combine(PomProcess.Folder, "pom.dll")}' pws watch carlotta liam; echo it ended with $? >&2; }} | "
                    + $"head -n 1"])
        {
            WorkingDirectory = demo.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        var (said, ended) = (shell.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Eventually.DoneAsync("the end of the pipe", Task.WhenAll(said, ended));
        Assert.Single((await said).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("it ended with 0\n", await ended);
    }

    [Theory]
    [InlineData("a contact is a name like joe, or joe@example.com, not \"a b\".", "watch", "a b")]
    [InlineData("a contact is a name like joe, or joe@example.com, not \"joe@a@b\".", "get-presence", "joe@a@b")]
    [InlineData("an end user is a name like joe, not \"\".", "watch", "carlotta", "--user", "")]
    public async Task Who_cannot_be_anybody_is_said_in_one_line(string line, params string[] arguments)
    {
        using var folder = new SetUpFolderFixture("app", "joe", "rita");
        Assert.Equal((2, "pom: " + line), await folder.FailAsync(["pws", .. arguments]));
    }

    [Fact]
    public async Task In_a_terminal_it_is_a_table_that_fits_and_Ctrl_C_gives_the_cursor_back()
    {
        const string Program = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Program), "Nothing here makes a terminal.");
        await using var demo = await Demo.StartAsync();
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(
            Program,
            [
                "-qec",
                $"stty rows 7 cols 64; exec env --default-signal=INT '{dotnet}' '{Path.Combine(PomProcess.Folder, "pom.dll")}' pws "
                    + "watch aisha bruno carlotta dmitri elena",
                "/dev/null"])
        {
            WorkingDirectory = demo.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        using var terminal = Process.Start(start)!;
        var drawn = new StringBuilder();
        var reading = ReadAsync(terminal.StandardOutput, drawn);

        await SaysAsync("2 more do not fit into the window");
        await terminal.StandardInput.WriteAsync('\x03');
        await terminal.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await Eventually.DoneAsync("the end of watch", reading);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, terminal.ExitCode);
        Assert.True(
            Drawn().LastIndexOf("\x1b[?25h", StringComparison.Ordinal) > Drawn().LastIndexOf("\x1b[?25l", StringComparison.Ordinal));

        string Drawn()
        {
            lock (drawn)
            {
                return drawn.ToString();
            }
        }

        Task<string> SaysAsync(string text) => Eventually.GetAsync(
            text, () => Task.FromResult(Drawn()), said => said.Contains(text, StringComparison.Ordinal));
    }

    private static async Task<bool> ReadAsync(StreamReader from, StringBuilder to)
    {
        var buffer = new char[1024];
        while (await from.ReadAsync(buffer) is var read and > 0)
        {
            lock (to)
            {
                to.Append(buffer, 0, read);
            }
        }

        return true;
    }

    [Fact]
    public async Task Whom_nobody_knows_and_a_wrong_password_are_said_in_one_line()
    {
        await using var demo = await Demo.StartAsync();

        await File.WriteAllTextAsync(Path.Combine(demo.Folder, "wrong"), "wrong", TestContext.Current.CancellationToken);
        var (code, _, error) = await demo.PomAsync("pws", "watch", "carlotta", "--password-file", "wrong");

        Assert.Equal(1, code);
        Assert.Contains("114", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pipe_it_says_when_presence_is_no_longer_confirmed_and_tries_again_also_at_its_start()
    {
        await using var demo = await Demo.StartAsync();
        await demo.Process.KillAsync();
        await using var watch = demo.PomStart("pws", "watch", "carlotta", "--fetch-interval", "1", "--server", demo.PwsHttp.ToString());
        await SaysAsync(watch, "cannot be reached (ConnectionRefused)");
        await SaysAsync(watch, "pom retries until the server answers; Ctrl+C stops it.");

        await demo.StartAgainAsync();
        await SaysAsync(watch, "pom: the server answers now.");
        await Eventually.GetAsync("the state", () => Task.FromResult(Lines(watch)), lines => lines.Count == 1);

        // Whoever reads the pipe alone sees the lines of JSON as before.
        await demo.Process.KillAsync();
        await SaysAsync(watch, "pom: presence is no longer confirmed: ");
        await demo.StartAgainAsync();
        await SaysAsync(watch, "pom: presence is confirmed again.");
        Assert.All(Lines(watch), line => Assert.NotNull(line["contact"]));
        watch.Interrupt();
        Assert.Equal(0, await watch.EndAsync());
    }

    private static Task<string> SaysAsync(PomProcess watch, string what) =>
        Eventually.GetAsync(what, () => Task.FromResult(watch.Error), said => said.Contains(what, StringComparison.Ordinal));

    private static List<JsonNode> Lines(PomProcess process) =>
        [.. process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
            line => JsonNode.Parse(line)!)];
}
