using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary><c>pom events</c>, as people type it.</summary>
public sealed class EventCommandTests
{
    [Fact]
    public async Task Events_are_listed_and_followed_over_a_restart_each_once_and_in_order()
    {
        await using var demo = await Demo.StartAsync();
        await DoneAsync(demo, "tasks", "add", "One", "--id", "one");
        await using var follow = demo.PomStart("events", "--follow", "--after", "0", "--type", "task.added");
        await LinesAsync(follow, 1);
        await DoneAsync(demo, "tasks", "add", "Two", "--id", "two");
        await LinesAsync(follow, 2);
        await demo.StartAgainAsync();
        await DoneAsync(demo, "tasks", "add", "Three", "--id", "three");
        Assert.Equal(["one", "two", "three"], (await LinesAsync(follow, 3)).Select(e => (string?)e["data"]!["id"]));
        follow.Interrupt();
        Assert.Equal(0, await follow.EndAsync());
        Assert.Contains("connecting again", follow.Error, StringComparison.Ordinal);

        var listed = Lines(await DoneAsync(demo, "events", "--type", "task.added", "--task", "two", "--task", "three", "--json"));
        Assert.Equal(["two", "three"], listed.Select(e => (string?)e["data"]!["id"]));
        var last = Lines(await DoneAsync(demo, "events", "--type", "task.added", "--limit", "1", "--json"));
        Assert.Equal(["three"], last.Select(e => (string?)e["data"]!["id"]));
        var next = Lines(await DoneAsync(
            demo, "events", "--type", "task.added", "--after", (string)listed[0]["id"]!, "--limit", "1", "--json"));
        Assert.Equal(["three"], next.Select(e => (string?)e["data"]!["id"]));
        Assert.Contains("task.added", await DoneAsync(demo, "events"), StringComparison.Ordinal);

        var (code, _, error) = await demo.PomAsync("events", "--follow", "--after", "epoch:5");
        Assert.Equal(1, code);
        Assert.StartsWith("pom: This event is not in the log of team demo", error, StringComparison.Ordinal);
    }

    private static async Task<string> DoneAsync(Demo demo, params string[] arguments)
    {
        var (code, output, error) = await demo.PomAsync(arguments);
        Assert.True(code == 0, error);
        return output;
    }

    private static Task<List<JsonNode>> LinesAsync(PomProcess pom, int count) =>
        Eventually.GetAsync($"{count} events", () => Task.FromResult(Lines(pom.Output)), lines => lines.Count >= count);

    private static List<JsonNode> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
