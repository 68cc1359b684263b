using System.Text;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>
/// Nothing is answered before what the command line and the files name is in force, and what was accepted is answered at the end:
/// who asks from before the start until after the stop never gets a wrong answer, only none.
/// </summary>
public sealed class AnswerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-answers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_server_knows_its_directory_with_its_first_answer_over_eight_starts()
    {
        var people = string.Join(", ", Enumerable.Range(0, 2000).Select(i => $$"""{ "user": "p{{i}}" }"""));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "directory.json"),
            $$"""{ "people": [ {{people}} ], "appUsers": [ { "user": "app", "password": "secret" } ] }""",
            TestContext.Current.CancellationToken);
        var (http, https) = (FreePort.Find(), FreePort.Find());
        for (var start = 0; start < 8; start++)
        {
            await using var plain = LogIns($"http://127.0.0.1:{http}", "app", "secret");
            await using var secure = LogIns($"https://127.0.0.1:{https}", "app", "secret");
            await RunAsync(
                [plain, secure],
                "server",
                "--pws-http-port", $"{http}",
                "--pws-https-port", $"{https}",
                "--admin-port", "0",
                "--data", $"server{start}",
                "--directory", "directory.json");
        }
    }

    [Fact]
    public async Task A_dispatcher_knows_its_teams_with_its_first_answer()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "teams.json"),
            """{ "desk": { "queues": [ { "name": "calls" } ], "workers": [ { "contact": "joe@localhost" } ] } }""",
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "app.password"), "secret", TestContext.Current.CancellationToken);
        var port = FreePort.Find();
        for (var start = 0; start < 3; start++)
        {
            await using var api = Gets($"http://127.0.0.1:{port}/api/v1/teams/desk/workers", "joe@localhost");
            await using var page = Gets($"http://127.0.0.1:{port}/healthz", "ok");
            await RunAsync(
                [api, page],
                "dispatch",
                "--port", $"{port}",
                "--data", $"dispatch{start}",
                "--teams", "teams.json",
                "--pws-server", $"http://127.0.0.1:{FreePort.Find()}",
                "--app-user", "app",
                "--end-user", "joe", "--app-password-file", "app.password");
        }
    }

    [Fact]
    public async Task The_demo_knows_its_people_and_team_with_its_first_answer()
    {
        var (port, http) = (FreePort.Find(), FreePort.Find());
        for (var start = 0; start < 2; start++)
        {
            await using var logIns = LogIns($"http://127.0.0.1:{http}", "demo", "demo");
            await using var api = Gets($"http://127.0.0.1:{port}/api/v1/teams/demo/workers", "aisha@localhost");
            await using var page = Gets($"http://127.0.0.1:{port}/", "html");
            await RunAsync(
                [logIns, api, page],
                "up",
                "--port", $"{port}",
                "--pws-http-port", $"{http}",
                "--pws-https-port", "0",
                "--data", $"up{start}");
        }
    }

    private static Hammer LogIns(string server, string user, string password) => new(
        () => new HttpRequestMessage(HttpMethod.Post, $"{server}/presence-service/users/{user}/sessions")
        {
            Content = new StringContent($"<session><password>{password}</password></session>", Encoding.UTF8, "text/xml"),
        },
        (status, body) => status == 201 && body.Contains("sessionKey", StringComparison.Ordinal));

    private static Hammer Gets(string url, string holds) => new(
        () => new HttpRequestMessage(HttpMethod.Get, url),
        (status, body) => status == 200 && body.Contains(holds, StringComparison.Ordinal));

    private async Task RunAsync(Hammer[] hammers, params string[] arguments)
    {
        await using var pom = PomProcess.Start(_folder, arguments);
        await pom.UpAsync();
        foreach (var hammer in hammers)
        {
            await Eventually.GetAsync("a right answer", () => Task.FromResult(hammer.Right), right => right > 0);
        }

        pom.Interrupt();
        Assert.Equal(0, await pom.EndAsync());
        foreach (var hammer in hammers)
        {
            await hammer.AskSomeAsync();
            await hammer.AssertAsync($"pom {arguments[0]}; it said: {pom.Error}");
        }
    }
}
