using System.Net;
using System.Net.Http.Json;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>
/// Disks that are full, files that are damaged or gone: one line and exit code 2 at the start, and a program that goes on while it runs.
/// </summary>
public sealed class DiskTests
{
    private static readonly string[] Ports = ["--port", "0", "--pws-http-port", "0", "--pws-https-port", "0"];

    [Fact]
    public async Task With_a_full_disk_reading_and_the_page_go_on_writes_say_why_and_nothing_acknowledged_is_lost()
    {
        using var disk = SmallDisk.Mount();
        await using var demo = await Demo.StartOnAsync(disk.Folder, "--log-level", "none");
        using var http = new HttpClient { BaseAddress = demo.Page };
        var kept = new List<string> { await demo.Tasks.AddAsync("before") };
        disk.Fill();
        var refusal = await FillUpAsync(http, demo, kept);
        Assert.Contains("full", refusal, StringComparison.Ordinal);

        foreach (var path in new[] { "/", "/api/v1/tasks", "/api/v1/workers" })
        {
            using var read = await http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }

        using var health = await http.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("full", await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        disk.Free();
        kept.Add(await demo.Tasks.AddAsync("after"));
        await demo.Process.KillAsync();
        await demo.StartAgainAsync();
        foreach (var id in kept)
        {
            await demo.Tasks.ShowAsync(id);
        }
    }

    [Theory]
    [InlineData("up")]
    [InlineData("server")]
    public async Task A_start_on_a_full_disk_is_one_line_with_the_folder(string command)
    {
        using var disk = SmallDisk.Mount();
        disk.Fill();
        var (code, output, error) = await StartAsync(command, disk.Folder);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"the data folder {disk.Folder} is full", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_one_line_or_found_by_the_check_and_never_an_abort()
    {
        await using var demo = await Demo.StartAsync();
        await demo.Process.KillAsync();
        var file = Path.Combine(demo.Data, "pom.db");
        var (code, _, error) = await PomProcess.RunAsync(demo.Folder, "demo", "reset");
        Assert.NotEqual(0, code);
        Assert.NotEqual("", error);
        var changes = await File.ReadAllBytesAsync(file + "-wal", TestContext.Current.CancellationToken);
        var sound = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        foreach (var at in new[] { 0, 40, 100, 4096, 5 * 4096 })
        {
            if (at >= sound.Length)
            {
                continue;
            }

            var damaged = (byte[])sound.Clone();
            damaged.AsSpan(at, 32).Fill(0xa5);
            await File.WriteAllBytesAsync(file, damaged, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(file + "-wal", [], TestContext.Current.CancellationToken);
            await RefusedOrUpAsync(demo.Data);
        }

        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file + "-wal", changes, TestContext.Current.CancellationToken);
        var lost = await StartAsync("up", demo.Data);
        Assert.Equal(2, lost.Code);
        Assert.Contains("move pom.db-wal away", Assert.Single(lost.Error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(changes, await File.ReadAllBytesAsync(file + "-wal", TestContext.Current.CancellationToken));
    }

    private static async Task RefusedOrUpAsync(string data)
    {
        await using var pom = PomProcess.Start(Path.GetTempPath(), ["up", "--data", data, "--log-level", "none", .. Ports]);
        await Eventually.GetAsync(
            "a banner or a refusal",
            () => Task.FromResult(pom.Output + pom.Error),
            said => said.Contains("Ctrl+C", StringComparison.Ordinal) || said.Contains("pom: ", StringComparison.Ordinal));
        if (pom.Output.Contains("Ctrl+C", StringComparison.Ordinal))
        {
            await pom.KillAsync();
            return;
        }

        Assert.Equal(2, await pom.EndAsync());
        Assert.Contains("pom.db", Assert.Single(pom.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> StartAsync(string command, string data) =>
        PomProcess.RunAsync(
            Path.GetTempPath(),
            [command, "--data", data, .. command == "up" ? Ports : [.. Ports.Skip(2), "--admin-port", "0"]]);

    private static async Task<string> FillUpAsync(HttpClient http, Demo demo, List<string> kept)
    {
        for (var i = 0; i < 5000; i++)
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/tasks", new { title = $"task {i}" });
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                return body;
            }

            kept.Add((string)System.Text.Json.Nodes.JsonNode.Parse(body)!["id"]!);
        }

        throw new InvalidOperationException($"The disk of {demo.Data} never was full.");
    }
}
