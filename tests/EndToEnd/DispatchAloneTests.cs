using System.Net;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

public sealed class DispatchAloneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-dispatch-alone-").FullName;

    [Fact]
    public async Task The_dispatcher_alone_gives_tasks_by_the_presence_of_another_server_and_goes_on_after_a_kill()
    {
        await WriteAsync(
            "who.json",
            """{ "people": [{ "user": "joe" }, { "user": "rita" }, { "user": "watch" }], "appUsers": [{ "user": "demo", "password": "demo" }] }""");
        await WriteAsync("teams.json", """{ "help": { "workers": [{ "contact": "joe@localhost" }, { "contact": "rita@localhost" }] } }""");
        await WriteAsync("password", "demo\n");
        var port = FreePort.Find();
        await using var server = PomProcess.Start(
            _folder, [.. PomProcess.ServerArguments("pws", "who.json"), "--common-ports", $"{port}"]);
        var pwsUrl = await UrlAsync(server);
        string[] arguments =
        [
            "dispatch", "--teams", "teams.json", "--port", $"{port}", "--data", "dispatch", "--pws-server", $"{pwsUrl}",
            "--app-user", "demo", "--app-password-file", "password", "--end-user", "watch",
        ];
        using var pws = new PwsUser(pwsUrl);
        await pws.SetAsync("AWAY", "joe", "rita");

        string id;
        await using (var dispatch = PomProcess.Start(_folder, arguments))
        {
            var page = await UrlAsync(dispatch);
            await Eventually.GetAsync("its being ready", () => ReadyAsync(page), ready => ready == (HttpStatusCode.OK, "ok\n"));
            Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync(new Uri(page, "/healthz")));
            using var tasks = new TaskApi(page);
            id = await tasks.AddAsync("one");
            await pws.SetAsync("AVAILABLE", "rita");
            Assert.Equal("rita", await tasks.WhoGotAsync(id));
            await dispatch.KillAsync();
        }

        await using var again = PomProcess.Start(_folder, arguments);
        using var kept = new TaskApi(await UrlAsync(again));
        Assert.Equal("rita", await kept.WhoAsync(id));
        var next = await kept.AddAsync("two");
        await pws.SetAsync("AVAILABLE", "joe");
        Assert.Equal("joe", await kept.WhoGotAsync(next));

        again.Interrupt();
        Assert.Equal(0, await again.EndAsync());
    }

    [Fact]
    public async Task It_is_healthy_and_not_ready_while_no_presence_has_been_fetched()
    {
        await WriteAsync("teams.json", """{ "help": { "workers": [{ "contact": "joe@localhost" }] } }""");
        await WriteAsync("password", "demo\n");
        await using var dispatch = PomProcess.Start(
            _folder,
            "dispatch",
            "--teams", "teams.json",
            "--port", "0",
            "--data", "dispatch",
            "--pws-server", $"http://127.0.0.1:{FreePort.Find()}",
            "--app-user", "demo", "--app-password-file", "password", "--end-user", "watch");
        var page = await UrlAsync(dispatch);
        await Eventually.GetAsync(
            "the reason",
            () => ReadyAsync(page),
            ready => ready == (HttpStatusCode.ServiceUnavailable, "The presence of team help's workers has not been fetched yet.\n"));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync(new Uri(page, "/healthz")));
    }

    [Theory]
    [InlineData(
        """{"help":{"queues":[{"name":"a","offerSeconds":0}]}}""",
        "help.queues[0].offerSeconds: offerSeconds takes a whole number from 1 to 86400.")]
    [InlineData(
        """{"help":{"queue":[]}}""",
        "help.queue: There is no such member; these are: workers, queues, routes, calendars, channels, rules.")]
    [InlineData(
        """{"a":{"workers":[{"contact":"joe@x"}]},"b":{"workers":[{"contact":"JOE@x"}]}}""",
        "b.workers[0].contact: joe@x is a worker of team a; a contact is a worker in one team only.")]
    [InlineData("""{"help":null}""", "help: help takes a JSON object.")]
    public async Task Teams_that_are_wrong_are_one_line_with_file_team_and_member(string teams, string says)
    {
        await WriteAsync("teams.json", teams);
        var (code, _, error) = await PomProcess.RunAsync(_folder, "dispatch", "--teams", "teams.json");
        Assert.Equal((2, $"pom: --teams teams.json: {says}"), (code, error.Trim()));
    }

    [Fact]
    public async Task What_is_missing_is_said_with_what_to_give()
    {
        var (code, _, error) = await PomProcess.RunAsync(_folder, "dispatch", "--end-user", "watch");
        Assert.Equal(
            (2, "pom: pom dispatch needs --pws-server (or POM_PWS_SERVER): the Presence Web Service, as https://cup.example.com:8083."),
            (code, error.Trim()));

        await WriteAsync("password", "secret");
        (code, _, error) = await PomProcess.RunAsync(
            _folder,
            "dispatch",
            "--pws-server", "https://cup.example.com:8083",
            "--app-user", "a",
            "--app-password-file", "password",
            "--end-user", "e");
        Assert.Equal(2, code);
        Assert.StartsWith(
            "pom: pom dispatch needs --callback-url (or POM_CALLBACK_URL): the address at which cup.example.com reaches this machine",
            Assert.Single(error.Trim().Split('\n')),
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<(HttpStatusCode Status, string Text)> ReadyAsync(Uri page) => GetAsync(new Uri(page, "/readyz"));

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri url)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(url, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Uri> UrlAsync(PomProcess pom)
    {
        var output = await pom.UpAsync();
        return new Uri(
            output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(
                word => word.StartsWith("http://", StringComparison.Ordinal)));
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
}
