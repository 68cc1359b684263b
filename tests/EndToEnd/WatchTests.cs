using System.Text.Json.Nodes;

namespace EndToEnd;

public sealed class WatchTests
{
    [Fact]
    public async Task In_a_pipe_each_change_is_a_line_of_JSON_and_Ctrl_C_ends_it()
    {
        await using var demo = await Demo.StartAsync();
        await using var watch = demo.PomStart("pws", "watch", "carlotta", "liam");
        await Until.Is("the states at the start", () => Task.FromResult(Lines(watch)), lines => lines.Count == 2);

        await demo.Pws.SetAsync("BUSY", "liam");

        var lines = await Until.Is("a line for the change", () => Task.FromResult(Lines(watch)), found => found.Count == 3);
        Assert.StartsWith("liam@", (string?)lines[2]["contact"], StringComparison.Ordinal);
        Assert.Equal(("AVAILABLE", "BUSY"), ((string?)lines[2]["before"], (string?)lines[2]["after"]));

        watch.Interrupt();
        Assert.Equal(0, await watch.EndAsync());
        Assert.Equal("", watch.Error);
    }

    [Fact]
    public async Task Whom_nobody_knows_and_a_wrong_password_are_said_in_one_line()
    {
        await using var demo = await Demo.StartAsync();

        var (code, _, error) = await demo.PomAsync("pws", "watch", "carlotta", "--password", "wrong");

        Assert.Equal(1, code);
        Assert.Contains("114", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static List<JsonNode> Lines(PomProcess process) =>
        [.. process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonNode.Parse(line)!)];
}
