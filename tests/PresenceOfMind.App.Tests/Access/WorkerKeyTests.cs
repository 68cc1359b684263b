using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>A worker's key sees and answers what is the worker's own, and nothing else.</summary>
public sealed class WorkerKeyTests(RunningProgram program) : IClassFixture<RunningProgram>, IAsyncLifetime
{
    private const string Liam = "liam@localhost";
    private const string Grace = "grace@localhost";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(program.Page, $"api/v1/teams/{DemoPeople.Team}/") };
    private readonly string _suffix = Guid.NewGuid().ToString("N");
    private readonly List<string> _assigned = [];
    private string _lead = "";
    private string _worker = "";

    public async ValueTask InitializeAsync()
    {
        _lead = (await AddAsync("lead", new Grant(Role.Lead, DemoPeople.Team, null), mayActFor: true)).Text;
        _worker = (await AddAsync("worker", new Grant(Role.Worker, DemoPeople.Team, Liam))).Text;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var task in _assigned)
        {
            await StatusAsync(HttpMethod.Post, $"tasks/{task}/cancel", _lead, "{}");
        }

        _http.Dispose();
    }

    [Fact]
    public async Task The_worker_completes_an_own_task_and_the_log_keeps_the_key_and_the_worker()
    {
        var task = await AssignAsync(Liam);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, $"tasks/{task}", _worker));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Post, $"tasks/{task}/notes", _worker, """{"text":"Called"}"""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Post, $"tasks/{task}/complete", _worker, "{}"));

        using var history = await _http.SendAsync(
            Request(HttpMethod.Get, $"tasks/{task}/history", _lead), TestContext.Current.CancellationToken);
        var completed = (await ReadAsync(history))["items"]!.AsArray().Single(e => (string?)e!["type"] == "task.completed")!;
        Assert.Contains($"\"actor\":\"key:worker-{_suffix}\"", completed.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"\"by\":\"{Liam}\"", completed.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "tasks/{0}", null)]
    [InlineData("GET", "tasks/{0}/history", null)]
    [InlineData("GET", "tasks/{0}/explanation", null)]
    [InlineData("POST", "tasks/{0}/complete", "{}")]
    [InlineData("POST", "tasks/{0}/hold", "{}")]
    [InlineData("POST", "tasks/{0}/return", "{}")]
    [InlineData("POST", "tasks/{0}/notes", """{"text":"x"}""")]
    [InlineData("POST", "tasks/{0}/cancel", "{}")]
    [InlineData("POST", "tasks/{0}/transfer", """{"worker":"liam@localhost"}""")]
    [InlineData("POST", "tasks/{0}/claim", """{"worker":"liam@localhost"}""")]
    public async Task A_task_of_another_worker_is_refused(string method, string path, string? body)
    {
        var task = await AssignAsync(Grace);
        var of = path.Replace("{0}", task, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new HttpMethod(method), of, _worker, body));
        using var shown = await _http.SendAsync(Request(HttpMethod.Get, $"tasks/{task}", _lead), TestContext.Current.CancellationToken);
        Assert.Equal("assigned", (string?)(await ReadAsync(shown))["state"]);
    }

    [Theory]
    [InlineData("workers/liam@localhost", HttpStatusCode.OK)]
    [InlineData("workers/LIAM@localhost", HttpStatusCode.OK)]
    [InlineData("workers/liam@localhost/history", HttpStatusCode.OK)]
    [InlineData("workers/grace@localhost", HttpStatusCode.Forbidden)]
    [InlineData("workers", HttpStatusCode.Forbidden)]
    [InlineData("offers?worker=liam@localhost", HttpStatusCode.OK)]
    [InlineData("offers?worker=grace@localhost", HttpStatusCode.Forbidden)]
    [InlineData("offers?worker=liam@localhost&worker=grace@localhost", HttpStatusCode.Forbidden)]
    [InlineData("offers", HttpStatusCode.Forbidden)]
    [InlineData("tasks", HttpStatusCode.Forbidden)]
    [InlineData("events", HttpStatusCode.Forbidden)]
    [InlineData("configuration", HttpStatusCode.Forbidden)]
    public async Task The_worker_reads_what_is_its_own(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(HttpMethod.Get, path, _worker));

    [Fact]
    public async Task The_worker_cannot_act_for_others_and_answers_no_offer_in_another_name()
    {
        var task = await AssignAsync(Liam);
        var acting = Request(HttpMethod.Post, $"tasks/{task}/hold", _worker, "{}");
        acting.Headers.Add("Acting-For", Grace);
        using var refused = await _http.SendAsync(acting, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Forbidden, "acting-for-refused"), (refused.StatusCode, (string?)(await ReadAsync(refused))["code"]));
        Assert.Equal(
            HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, $"tasks/{task}/accept", _worker, $$"""{"worker":"{{Grace}}"}"""));
        Assert.Equal(
            HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, $"tasks/{task}/accept", _worker, $$"""{"worker":"{{Liam}}"}"""));
    }

    [Fact]
    public async Task A_key_sees_its_own_teams_alone()
    {
        var other = (await AddAsync("other", new Grant(Role.Manager, "another", null))).Text;
        using var list = await _http.SendAsync(Request(HttpMethod.Get, "../../teams", other), TestContext.Current.CancellationToken);
        Assert.Empty((await ReadAsync(list))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, "../demo", other));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, "../none", other));
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;

    private static HttpRequestMessage Request(HttpMethod method, string path, string key, string? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Authorization", $"Bearer {key}");
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        return request;
    }

    private async Task<string> AssignAsync(string worker)
    {
        using var added = await _http.SendAsync(
            Request(HttpMethod.Post, "tasks", _lead, """{"title":"Water the plants"}"""), TestContext.Current.CancellationToken);
        var id = (string)(await ReadAsync(added))["id"]!;
        _assigned.Add(id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Post, $"tasks/{id}/assign", _lead, $$"""{"worker":"{{worker}}"}"""));
        return id;
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string key, string? body = null)
    {
        using var answer = await _http.SendAsync(Request(method, path, key, body), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private Task<IssuedKey> AddAsync(string name, Grant grant, bool mayActFor = false) =>
        program.Keys.AddAsync(new NewKey($"{name}-{_suffix}", grant) { MayActFor = mayActFor }, null);
}
