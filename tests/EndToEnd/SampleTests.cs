using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>The samples, built and run as somebody does who tries them.</summary>
public sealed class SampleTests
{
    private readonly int _port = FreePort.Find();

    [Fact]
    public void The_shortest_program_has_fewer_than_25_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(PomProcess.Repository, "samples", "Shortest", "Program.cs")).Length, 1, 24);

    [Fact]
    public async Task The_shortest_program_says_each_change()
    {
        await using var demo = await Demo.StartAsync("--common-ports", $"{_port}");
        await using var sample = Start("Shortest", demo, "carlotta", "elena");
        await SaysAsync(sample, "elena@127.0.0.1 Available");

        await demo.Pws.SetAsync("BUSY", "elena");

        await SaysAsync(sample, "elena@127.0.0.1 Busy");
    }

    [Fact]
    public async Task The_wallboard_counts_and_ends_by_Ctrl_C()
    {
        await using var demo = await Demo.StartAsync("--common-ports", $"{_port}");
        await using var sample = Start("Wallboard", demo, "aisha", "bruno", "carlotta");
        await SaysAsync(sample, "AVAILABLE 3");

        await demo.Pws.SetAsync("VACATION", "bruno");

        await SaysAsync(sample, "AVAILABLE 2 VACATION 1");
        sample.Interrupt();
        Assert.Equal(0, await sample.EndAsync());
    }

    [Fact]
    public async Task The_worker_logs_what_its_handler_is_told_and_ends_with_its_host()
    {
        await using var demo = await Demo.StartAsync("--common-ports", $"{_port}");
        await using var sample = Start(
            "Worker",
            demo,
            "--Presence:Contacts:0=elena@127.0.0.1",
            "--Presence:Contacts:1=liam@127.0.0.1",
            $"--Presence:Server={demo.PwsHttp}",
            $"--Presence:CallbackUrl=http://127.0.0.1:{_port}/pws");
        await Eventually.GetAsync(
            "the start",
            () => Task.FromResult(sample.Output),
            text => text.Contains("elena@127.0.0.1 is Available", StringComparison.Ordinal));

        await demo.Pws.SetAsync("AWAY", "elena");

        await Eventually.GetAsync(
            "the change",
            () => Task.FromResult(sample.Output),
            text => text.Contains("elena@127.0.0.1 was Available and is Away", StringComparison.Ordinal));
        sample.Interrupt();
        Assert.Equal(0, await sample.EndAsync());
    }

    [Fact]
    public async Task The_worker_does_not_start_with_a_wrong_setting_and_names_it()
    {
        await using var demo = await Demo.StartAsync();
        await using var sample = Start("Worker", demo, "--Presence:Contacts:0=elena");
        Assert.NotEqual(0, await sample.EndAsync());
        Assert.Contains("The setting Presence:Contacts is 'elena'", sample.Output + sample.Error, StringComparison.Ordinal);
    }

    private PomProcess Start(string sample, Demo demo, params string[] arguments) => PomProcess.StartProgram(
        demo.Folder,
        Path.Combine(PomProcess.Repository, "samples", sample, "bin", PomProcess.Configuration, "net10.0", $"{sample}.dll"),
        new() { ["SERVER"] = demo.PwsHttp.ToString(), ["LISTEN"] = $"{_port}" },
        arguments);

    private static Task<string> SaysAsync(PomProcess sample, string line) =>
        Eventually.GetAsync(
            line,
            () => Task.FromResult(sample.Output + sample.Error),
            text => text.Split('\n', StringSplitOptions.TrimEntries).Contains(line));
}
