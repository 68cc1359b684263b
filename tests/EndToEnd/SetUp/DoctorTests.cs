namespace EndToEnd.SetUp;

/// <summary><c>pom doctor</c> in a folder with the data files.</summary>
public sealed class DoctorTests(SetUpServer server) : IClassFixture<SetUpServer>
{
    [Fact]
    public async Task A_healthy_set_up_ends_with_0_and_the_latch_that_create_leaves_is_found()
    {
        using var folder = server.NewFolder();
        // What comes ends the waiting; for what is not to come it is shorter.
        string[] common = ["--common-ports", $"{server.CommonPort}", "--patience", "120"];
        string[] hasty = [.. common[..^1], "10"];
        var (before, looked, skipped) = await PomProcess.RunAsync(folder.Path, ["doctor", "--json", .. common]);
        Assert.Equal(15, SetUpFolderFixture.Lines(looked).Count);
        Assert.DoesNotContain(SetUpFolderFixture.Lines(looked), f => (string?)f["severity"] is "wrong" or "doubtful" or "unreachable");

        // Its most important steps were not taken, which is no health.
        Assert.Equal(4, before);
        Assert.Equal(
            "pom: Nothing wrong was found, but some steps were skipped. Skipped: subscription (--subscription, or pom pws create); "
            + "notification (--set-presence); latch (--set-presence, --clear-latch).",
            skipped.Trim());

        await folder.PomAsync("pws", "create");
        var unseen = await PomProcess.RunAsync(folder.Path, ["doctor", .. common]);
        Assert.Equal((4, ""), (unseen.Code, unseen.Error));
        Assert.EndsWith(
            "Skipped: notification (--set-presence); latch (--set-presence, --clear-latch).",
            unseen.Output.Trim(),
            StringComparison.Ordinal);
        var stuck = await PomProcess.RunAsync(folder.Path, ["doctor", "--set-presence", .. hasty]);
        Assert.Equal((1, ""), (stuck.Code, stuck.Error));
        Assert.Contains(
            "wrong       A change caused no notification of subscription 1: its latch is stuck.",
            stuck.Output,
            StringComparison.Ordinal);

        var (cleared, _, _) = await PomProcess.RunAsync(folder.Path, ["doctor", "--set-presence", "--clear-latch", .. hasty]);
        Assert.Equal(4, cleared);
        Assert.Contains(
            "Nothing wrong was found.",
            await folder.PomAsync(["doctor", "--set-presence", .. common]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_finding_decides_how_it_ends()
    {
        using var folder = server.NewFolder();
        folder.Write("wrong", "wrong");
        var (wrong, output, _) = await PomProcess.RunAsync(folder.Path, "doctor", "--password-file", "wrong", "--json");
        Assert.Equal(1, wrong);
        var login = SetUpFolderFixture.Lines(output).Single(f => (string?)f["check"] == "log-in");
        Assert.Equal("wrong", (string?)login["severity"]);
        Assert.All(new[] { "found", "meaning", "remedy" }, member => Assert.NotEqual("", (string?)login[member]));

        Assert.Equal(3, (await PomProcess.RunAsync(folder.Path, "doctor", "--server", "http://127.0.0.1:1")).Code);
        Assert.Equal(
            4,
            (await PomProcess.RunAsync(
                folder.Path,
                "doctor",
                "--fetch-interval", "1800",
                "--common-ports", $"{server.CommonPort}",
                "--patience", "120")).Code);
        Assert.Equal(2, (await PomProcess.RunAsync(folder.Path, "doctor", "--patience", "0")).Code);
    }

    [Fact]
    public async Task The_two_ports_mixed_up_are_told_by_the_doctor_and_by_commands()
    {
        using var folder = server.NewFolder();
        foreach (var (wrong, right) in new[]
        {
            ($"http://127.0.0.1:{server.Https.Port}", $"https://127.0.0.1:{server.Https.Port}"),
            ($"https://127.0.0.1:{server.Http.Port}", $"http://127.0.0.1:{server.Http.Port}"),
        })
        {
            var (code, output, _) = await PomProcess.RunAsync(folder.Path, "doctor", "--json", "--server", wrong);
            var port = SetUpFolderFixture.Lines(output).Single(f => (string?)f["check"] == "port");
            Assert.Equal((1, "wrong"), (code, (string?)port["severity"]));
            Assert.StartsWith($"Use {right};", (string?)port["remedy"], StringComparison.Ordinal);

            foreach (var command in new[] { "get-presence", "create", "watch", "login" })
            {
                var said = await folder.FailAsync(
                    ["pws", command, .. command == "login" ? Array.Empty<string>() : [folder.Other], "--server", wrong]);
                Assert.Equal(
                    (3, $"pom: {wrong} speaks {right.Split(':')[0].ToUpperInvariant()} at this port: use --server {right}."),
                    said);
            }

            Assert.Contains($"use --url {right}", (await folder.FailAsync("tasks", "list", "--url", wrong)).Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_any_files_it_looks_at_what_it_can()
    {
        using var folder = server.NewFolder();
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.Delete(file);
        }

        folder.Write("password", "secret");
        var (code, output, _) = await PomProcess.RunAsync(
            folder.Path,
            "doctor",
            "--json",
            "--server", server.Http.ToString(),
            "--app-user", folder.AppUser,
            "--password-file", "password");
        Assert.Equal(4, code);
        var found = SetUpFolderFixture.Lines(output);
        Assert.Equal("fine", (string?)found.Single(f => (string?)f["check"] == "log-in")["severity"]);
        Assert.Equal("skipped", (string?)found.Single(f => (string?)f["check"] == "first-notification")["severity"]);
    }
}
