using System.Net;
using System.Text.Json.Nodes;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>The dispatcher without any PWS server: presence comes from programs, over a kill too.</summary>
public sealed class ProgramsOnlyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-programs-only-").FullName;

    [Fact]
    public async Task Tasks_find_those_for_whom_a_program_vouches_and_a_kill_changes_nothing()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "teams.json"),
            """{ "help": { "workers": [{ "contact": "joe@localhost" }, { "contact": "rita@localhost" }] } }""",
            TestContext.Current.CancellationToken);
        string[] arguments = ["dispatch", "--teams", "teams.json", "--port", $"{FreePort.Find()}", "--data", "dispatch"];
        await using (var dispatch = PomProcess.Start(_folder, arguments))
        {
            var output = await dispatch.UpAsync();
            Assert.Contains("presence       from programs only: no --pws-server", output, StringComparison.Ordinal);
            var page = Url(output);
            Assert.Equal("ok\nPresence comes from programs only: no Presence Web Service is watched.\n", await ReadyAsync(page));

            Assert.Equal(
                "rita@localhost is AVAILABLE, as rota says.\n",
                await DoneAsync(page, "set", "rita@localhost", "available", "--for", "1h", "--source", "rota", "--note", "Desk 4"));
            Assert.Contains("Desk 4", await DoneAsync(page, "list"), StringComparison.Ordinal);
            using var tasks = new TaskApi(page);
            Assert.Equal("rita", await tasks.WhoGotAsync(await tasks.AddAsync("one")));
            await DoneAsync(page, "set", "joe@localhost", "AVAILABLE", "--for", "1h");
            await dispatch.KillAsync();
        }

        await using var again = PomProcess.Start(_folder, arguments);
        var after = Url(await again.UpAsync());
        using var kept = new TaskApi(after);
        Assert.Equal("joe", await kept.WhoGotAsync(await kept.AddAsync("two")));
        await DoneAsync(after, "clear", "joe@localhost");
        var shown = JsonNode.Parse(await DoneAsync(after, "show", "joe@localhost", "--json"))!;
        Assert.Equal((false, 0), ((bool)shown["confirmed"]!, shown["sources"]!.AsArray().Count));
        var (code, _, error) = await PomProcess.RunAsync(_folder, "presence", "set", "joe@localhost", "BUSY", "--url", $"{after}");
        Assert.Equal((2, "pom: say until when this counts: either --for, as --for 30m, or --until.\n"), (code, error));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> DoneAsync(Uri page, string verb, params string[] arguments)
    {
        var (code, output, error) = await PomProcess.RunAsync(_folder, ["presence", verb, .. arguments, "--url", $"{page}"]);
        Assert.True(code == 0, $"pom presence {verb}: {code} {output}{error}");
        return output;
    }

    private static async Task<string> ReadyAsync(Uri page)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(page, "/readyz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Uri Url(string output) => new(
        output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(w => w.StartsWith("http://", StringComparison.Ordinal)));
}
