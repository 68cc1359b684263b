using System.Text.Json.Nodes;

namespace EndToEnd;

/// <summary>The commands of the dispatcher, as people type them.</summary>
public sealed class DispatchCommandTests
{
    [Fact]
    public async Task A_team_is_made_configured_shown_explained_and_removed()
    {
        await using var demo = await Demo.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(demo.Folder, "desk.json"),
            """
            {
              "workers": [ { "contact": "nora@example.com", "name": "Nora", "skills": { "windows": 80 } } ],
              "queues": [ { "name": "help", "mode": "offer", "outcomes": ["solved"] } ],
              "routes": [ { "name": "incoming", "queue": "help" } ]
            }
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(demo.Folder, "queue.json"), """{ "name": "network", "offerSeconds": 5 }""", TestContext.Current.CancellationToken);

        await DoneAsync(demo, "teams", "add", "desk", "desk.json");
        Assert.Equal("demo\ndesk\n", await DoneAsync(demo, "teams", "list"));
        await DoneAsync(demo, "queues", "put", "queue.json", "--team", "desk");
        Assert.Contains("network", await DoneAsync(demo, "queues", "list", "--team", "desk"), StringComparison.Ordinal);
        await DoneAsync(demo, "tasks", "add", "No picture", "--id", "p1", "--team", "desk", "--route", "incoming", "--skill", "windows:20", "--label", "site=Berlin", "--priority", "5", "--attributes", """{"kind":"screen"}""");
        Assert.Contains("Nobody", await DoneAsync(demo, "tasks", "explain", "p1", "--team", "desk"), StringComparison.Ordinal);
        await DoneAsync(demo, "tasks", "note", "p1", "Called back", "--team", "desk");
        await DoneAsync(demo, "tasks", "transfer", "p1", "--to-queue", "network", "--team", "desk", "--by", "nora@example.com");
        var shown = JsonNode.Parse(await DoneAsync(demo, "tasks", "show", "p1", "--team", "desk", "--json"))!;
        Assert.Equal("network", (string?)shown["queue"]);
        Assert.Equal("Called back", (string?)shown["notes"]![0]!["text"]);
        Assert.Contains("task.added", await DoneAsync(demo, "tasks", "history", "p1", "--team", "desk"), StringComparison.Ordinal);
        Assert.Contains("Nora", await DoneAsync(demo, "workers", "pause", "nora@example.com", "break", "--team", "desk"), StringComparison.Ordinal);
        Assert.Contains("presence", await DoneAsync(demo, "workers", "explain", "nora@example.com", "--team", "desk"), StringComparison.Ordinal);
        Assert.Contains("help", await DoneAsync(demo, "queues", "figures", "--team", "desk"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(demo.Folder, "export.json"), await DoneAsync(demo, "teams", "export", "desk"), TestContext.Current.CancellationToken);
        await DoneAsync(demo, "teams", "configure", "desk", "export.json");
        var (code, _, error) = await demo.PomAsync("teams", "remove", "desk", "--yes");
        Assert.Equal((1, "pom: Team desk has 1 open tasks; complete or cancel them first.\n"), (code, error));
        await DoneAsync(demo, "tasks", "cancel", "p1", "--reason", "Solved itself", "--team", "desk");
        await DoneAsync(demo, "teams", "remove", "desk", "--yes");
        Assert.Equal("demo\n", await DoneAsync(demo, "teams", "list"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_line_with_the_member()
    {
        await using var demo = await Demo.StartAsync();
        var (code, _, error) = await demo.PomAsync("tasks", "add", "x", "--units", "0");
        Assert.Equal(1, code);
        Assert.StartsWith("pom: units: ", error, StringComparison.Ordinal);
        Assert.Equal(2, (await demo.PomAsync("tasks", "add", "x", "--label", "site")).Code);
        Assert.Equal(2, (await demo.PomAsync("queues", "put", "nothing.json")).Code);
        Assert.Equal(3, (await demo.PomAsync("teams", "list", "--url", "http://127.0.0.1:9")).Code);
    }

    private static async Task<string> DoneAsync(Demo demo, params string[] arguments)
    {
        var (code, output, error) = await demo.PomAsync(arguments);
        Assert.True(code == 0, $"pom {string.Join(' ', arguments)}: {code} {output}{error}");
        return output;
    }
}
