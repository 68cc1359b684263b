using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.SetUp;

/// <summary>The four steps of the article, typed as it has them, by both wires.</summary>
public sealed class FourStepsTests(SetUpServer server) : IClassFixture<SetUpServer>
{
    [Theory]
    [InlineData]
    [InlineData("--soap")]
    public async Task Delete_create_endpoint_and_fetch_show_presence_as_it_changes(params string[] wire)
    {
        using var folder = server.NewFolder();
        Assert.StartsWith("Nothing was left to remove.", await folder.PomAsync(["pws", "delete", .. wire]), StringComparison.Ordinal);
        Assert.Contains("Subscription 1: 2 contacts", await folder.PomAsync(["pws", "create", .. wire]), StringComparison.Ordinal);

        await using var endpoint = folder.Start(["pws", "endpoint", .. wire]);
        await SaidAsync(endpoint, $"start 1 {folder.Other}@127.0.0.1 UNAVAILABLE");

        var basic = await folder.JsonAsync(["pws", "get-subscribed-presence", "1", "BASIC_PRESENCE", .. wire]);
        Assert.Equal([$"{folder.EndUser}@127.0.0.1", $"{folder.Other}@127.0.0.1"], basic.Select(line => (string?)line["contact"]));
        Assert.All(basic, line => Assert.Equal("UNAVAILABLE", (string?)line["state"]));

        // Each change comes, so each fetch inside the callback opens the latch.
        foreach (var state in new[] { "AWAY", "BUSY", "AVAILABLE" })
        {
            await folder.PomAsync(["pws", "set-presence", state, folder.Other, .. wire]);
            await SaidAsync(endpoint, $"notification 1 {folder.Other}@127.0.0.1 {state}");
        }

        var rich = await folder.JsonAsync(["pws", "get-subscribed-presence", "1", "RICH_PRESENCE", .. wire]);
        Assert.Equal(("available", "cisco-pws"), ((string?)rich[1]["activities"]![0], (string?)rich[1]["devices"]![0]!["id"]));

        endpoint.Interrupt();
        Assert.Equal(0, await endpoint.EndAsync());
        Assert.Equal("", endpoint.Error);
        Assert.StartsWith(
            "Removed: subscription 1, endpoint 1.",
            await folder.PomAsync(["pws", "delete", .. wire]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_JSON_the_endpoint_says_each_fetch_in_a_line_with_what_changed()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "create");
        await using var endpoint = folder.Start("pws", "endpoint", "RICH_PRESENCE", "--json");
        await Eventually.GetAsync(
            "the first fetch", () => Task.FromResult(endpoint.Output), text => text.Contains('\n', StringComparison.Ordinal));

        await folder.PomAsync("pws", "set-presence", "VACATION", folder.Other);

        var lines = await Eventually.GetAsync(
            "the fetch for it", () => Task.FromResult(SetUpFolderFixture.Lines(endpoint.Output)), found => found.Count >= 2);
        Assert.Equal(("start", 2), ((string?)lines[0]["cause"], lines[0]["changed"]!.AsArray().Count));
        var changed = Assert.Single(lines[1]["changed"]!.AsArray());
        Assert.Equal(
            ("notification", "VACATION", "vacation"),
            ((string?)lines[1]["cause"], (string?)changed!["state"], (string?)changed["activities"]![0]));
        endpoint.Interrupt();
        Assert.Equal(0, await endpoint.EndAsync());
    }

    [Fact]
    public async Task An_endpoint_whose_subscription_is_not_there_says_what_to_do_and_ends()
    {
        using var folder = server.NewFolder();
        await using var endpoint = folder.Start("pws", "endpoint");
        Assert.Equal(1, await endpoint.EndAsync());
        Assert.Equal(
            $"pom: {folder.EndUser} has no subscription 1, or it has ended: create one with pom pws create (PWS error 133).",
            endpoint.Error.Trim());
    }

    [Fact]
    public async Task An_endpoint_keeps_alive_what_the_folder_made_and_shortens_no_life()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "create", "--expiry", "7200");
        await using (var early = folder.Start("pws", "endpoint"))
        {
            await SaidAsync(early, "start 1");
            early.Interrupt();
            Assert.Equal(0, await early.EndAsync());
        }

        Assert.All(
            await EndsAsync(folder),
            ends => Assert.InRange(ends, DateTimeOffset.Now.AddMinutes(110), DateTimeOffset.Now.AddMinutes(120)));

        // As after an hour and three quarters.
        var state = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "pws-state.json"), TestContext.Current.CancellationToken))!;
        state["endpoints"]![0]!["ends"] = DateTimeOffset.Now.AddMinutes(15);
        state["subscriptions"]![0]!["ends"] = DateTimeOffset.Now.AddMinutes(15);
        folder.Write("pws-state.json", state.ToJsonString());
        await using var endpoint = folder.Start("pws", "endpoint");
        await SaidAsync(endpoint, "Endpoint 1 is refreshed until ");
        await SaidAsync(endpoint, "Subscription 1 is refreshed until ");
        Assert.All(
            await EndsAsync(folder),
            ends => Assert.InRange(ends, DateTimeOffset.Now.AddMinutes(55), DateTimeOffset.Now.AddMinutes(60)));
    }

    private static async Task<IEnumerable<DateTimeOffset>> EndsAsync(SetUpFolderFixture folder) =>
        (await folder.JsonAsync("pws", "status")).Select(row => (string?)row["ends"]).OfType<string>().Select(
            ends => DateTimeOffset.Parse(ends, null));

    [Fact]
    public async Task An_endpoint_that_is_not_up_yet_misses_nothing()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "create");
        await folder.PomAsync("pws", "set-presence", "DND", folder.Other, "--override");
        await using var endpoint = folder.Start("pws", "endpoint");
        await SaidAsync(endpoint, $"start 1 {folder.Other}@127.0.0.1 DND");
        await folder.PomAsync("pws", "set-presence", "AVAILABLE", folder.Other);
        await SaidAsync(endpoint, $"notification 1 {folder.Other}@127.0.0.1 AVAILABLE");
    }

    [Fact]
    public async Task What_a_node_accepts_and_says_nothing_of_is_warned_of()
    {
        using var folder = server.NewFolder();
        var (code, output, error) = await PomProcess.RunAsync(
            folder.Path,
            "pws",
            "create",
            "nobody@127.0.0.1",
            folder.Other,
            "--host", "no-such-host.invalid",
            "--listen", "9000");
        Assert.Equal(0, code);
        Assert.Contains("Next: pom pws endpoint --host no-such-host.invalid --listen 9000\n", output, StringComparison.Ordinal);
        var warnings = error.Trim().Split('\n');
        Assert.Equal(3, warnings.Length);
        Assert.StartsWith("pom: warning: The host name no-such-host.invalid of the endpoint", warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("pom: warning: Port 9000 is not a common port.", warnings[1], StringComparison.Ordinal);
        Assert.Equal(
            "pom: warning: the server does not know nobody@127.0.0.1: check how the name and the domain are spelled.",
            warnings[2]);
    }

    [Fact]
    public async Task The_endpoint_fetches_as_often_as_it_is_told()
    {
        using var folder = server.NewFolder();
        await folder.PomAsync("pws", "create");
        await using var endpoint = folder.Start("pws", "endpoint", "--fetch-interval", "1");
        await SaidAsync(endpoint, "interval 1 nothing new");
        Assert.Equal(2, (await folder.FailAsync("pws", "endpoint", "--fetch-interval", "0")).Code);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        using var folder = server.NewFolder();
        folder.Write(
            "serverparams.json",
            $$"""{"params":[{"SERVER":"127.0.0.1:{{server.Http.Port}}","HOST":"127.0.0.1:{{server.Http.Port}}"}]}""");
        var (code, said) = await folder.FailAsync("pws", "endpoint");
        Assert.Equal(
            (
                2,
                $"pom: port {server.Http.Port} is in use: stop the program that uses it, "
                    + "or choose another with --listen, for pom pws create too."),
            (code, said));
    }

    [Fact]
    public async Task By_HTTPS_the_certificate_is_trusted_where_it_is_given()
    {
        using var folder = server.NewFolder();
        string[] secure =
        [
            "--server", "127.0.0.1",
            "--https",
            "--server-port", $"{server.Https.Port}",
            "--certificate", server.Certificate,
        ];
        await folder.PomAsync(["pws", "create", .. secure]);
        Assert.Equal(2, (await folder.JsonAsync(["pws", "get-subscribed-presence", "1", "BASIC_PRESENCE", .. secure])).Count);
    }

    private static Task<string> SaidAsync(PomProcess endpoint, string what) =>
        Eventually.GetAsync(
            what,
            () => Task.FromResult(endpoint.Output + endpoint.Error),
            text => text.Contains(what, StringComparison.Ordinal));
}
