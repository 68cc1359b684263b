using System.Net;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Page;

/// <summary>Every page of every host answers, whatever the host has and lacks.</summary>
public sealed class EveryPageTests : IDisposable
{
    private static readonly string[] Paths = ["/", "/tasks/none", "/people/none", "/api/docs", "/healthz", "/no-such-page"];

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-every-page-").FullName;
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_pom_up_show_any_team_and_say_that_a_team_is_not_there()
    {
        await using var demo = await Demo.StartAsync();
        Assert.Equal(0, (await demo.PomAsync("teams", "add", "desk")).Code);
        foreach (var path in Paths)
        {
            foreach (var team in (string[])["", "?team=demo", "?team=desk", "?team=none"])
            {
                await AnswersAsync(new Uri(demo.Page, path + team));
            }
        }

        Assert.Contains("Carlotta Marino", await ReadAsync(demo.Page, "/"), StringComparison.Ordinal);
        Assert.Contains("0 of 0 free", await ReadAsync(demo.Page, "/?team=desk"), StringComparison.Ordinal);
        Assert.Contains("There is no team none. Choose another team.", await ReadAsync(demo.Page, "/?team=none"), StringComparison.Ordinal);

        Assert.Equal(0, (await demo.PomAsync("teams", "remove", "desk", "--yes")).Code);
        Assert.Contains("There is no team desk.", await ReadAsync(demo.Page, "/?team=desk"), StringComparison.Ordinal);

        using var ready = await _http.GetAsync(new Uri(demo.Page, "/readyz"), Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Pom_up_goes_on_and_starts_again_after_the_demos_team_was_removed()
    {
        await using var demo = await Demo.StartAsync();
        Assert.Equal(0, (await demo.PomAsync("teams", "add", "desk")).Code);
        Assert.Equal(0, (await demo.PomAsync("teams", "remove", "demo", "--yes")).Code);

        using var reset = await _http.PostAsync(new Uri(demo.Page, "/admin/demo/reset"), null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, reset.StatusCode);
        Assert.Contains("The team demo was removed", await reset.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/healthz", "/readyz"])
        {
            await AnswersAsync(new Uri(demo.Page, path));
        }

        await demo.Process.KillAsync();
        await using var again = PomProcess.Start(
            demo.Folder, "up", "--data", demo.Data, "--port", "0", "--pws-http-port", "0", "--pws-https-port", "0");
        var page = (await again.UpAsync()).Split((char[]?)null).First(word => word.StartsWith("http://", StringComparison.Ordinal));
        foreach (var path in (string[])["/", "/healthz", "/readyz"])
        {
            await AnswersAsync(new Uri(new Uri(page), path));
        }
    }

    [Fact]
    public async Task Pages_of_pom_dispatch_answer_with_teams_without_and_after_the_shown_team_was_removed()
    {
        const string Teams = """{ "help": { "workers": [{ "contact": "joe@localhost", "name": "Joe Adams" }] } }""";
        await File.WriteAllTextAsync(Path.Combine(_folder, "teams.json"), Teams, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), "demo", Cancel);
        await using var dispatch = PomProcess.Start(
            _folder,
            "dispatch",
            "--teams", "teams.json",
            "--port", "0",
            "--data", "dispatch",
            "--pws-server", $"http://127.0.0.1:{FreePort.Find()}",
            "--app-user", "demo", "--app-password-file", "password", "--end-user", "watch");
        var page = new Uri(
            (await dispatch.UpAsync()).Split((char[]?)null).First(word => word.StartsWith("http://", StringComparison.Ordinal)));
        foreach (var path in Paths)
        {
            await AnswersAsync(new Uri(page, path));
        }

        Assert.Contains("Joe Adams", await ReadAsync(page, "/"), StringComparison.Ordinal);

        var (code, _, error) = await PomProcess.RunAsync(_folder, "teams", "remove", "help", "--yes", "--url", page.ToString());
        Assert.True(code == 0, error);
        foreach (var path in Paths)
        {
            await AnswersAsync(new Uri(page, path));
        }

        Assert.Contains("There is no team yet. Add one with: pom teams add NAME", await ReadAsync(page, "/"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswersAsync(Uri url)
    {
        using var answer = await _http.GetAsync(url, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var expected = url.AbsolutePath == "/no-such-page" ? HttpStatusCode.NotFound : HttpStatusCode.OK;
        Assert.True(answer.StatusCode == expected, $"{url}: {(int)answer.StatusCode} {text}");
        Assert.True(text.Length > 0, $"{url} answered nothing.");
    }

    private async Task<string> ReadAsync(Uri page, string path) =>
        WebUtility.HtmlDecode(await _http.GetStringAsync(new Uri(page, path), Cancel));
}
