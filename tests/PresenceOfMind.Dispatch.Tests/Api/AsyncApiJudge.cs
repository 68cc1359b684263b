using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Dispatch.Tests.Api;

/// <summary>The parser of the AsyncAPI initiative (npm's <c>@asyncapi/parser</c>), run by node.</summary>
internal static class AsyncApiJudge
{
    private static readonly string Folder = Repository.PathTo("tests", "asyncapi");

    /// <summary>Judges documents, and events by each. Skips the test where the parser is not there.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="events">The events.</param>
    /// <returns>The findings of each document.</returns>
    public static async Task<string[][]> JudgeAsync(IEnumerable<JsonNode> documents, IEnumerable<JsonNode> events)
    {
        var isThere = Directory.Exists(Path.Combine(Folder, "node_modules", "@asyncapi", "parser"));
        const string Missing = "The AsyncAPI parser is missing: npm ci in tests/asyncapi";
        Assert.SkipWhen(!isThere && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.True(isThere, Missing);
        using var node = Process.Start(new ProcessStartInfo("node", ["check.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(new JsonObject
        {
            ["documents"] = new JsonArray([.. documents.Select(d => d.DeepClone())]),
            ["events"] = new JsonArray([.. events.Select(e => e.DeepClone())]),
        }.ToJsonString());
        node.StandardInput.Close();
        await Eventually.DoneAsync("the end of the AsyncAPI parser", Task.WhenAll(said, complained));
        var answer = await said;
        Assert.True(answer.Length > 0, await complained);
        return JsonSerializer.Deserialize<string[][]>(answer)!;
    }
}
