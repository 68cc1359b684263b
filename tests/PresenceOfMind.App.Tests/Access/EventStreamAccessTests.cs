using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Tests.Hosting;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Who may have an event stream, how many, and for how long.</summary>
public sealed class EventStreamAccessTests : IAsyncLifetime
{
    private const string Liam = "liam@localhost";
    private const string Password = "correct horse battery";
    private const string Path = $"/api/v1/teams/{DemoPeople.Team}/events/stream";

    private RunningHost _host = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApiKeys Keys => _host.Services.GetRequiredService<ApiKeys>();

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.StartAsync("up", s => s with { Streams = new StreamLimits { PerKey = 2, InAll = 5 } });
        _http = new HttpClient { BaseAddress = _host.Http.BaseAddress };
    }

    [Fact]
    public async Task A_viewer_reads_everything_and_a_worker_what_is_its_own()
    {
        var viewer = await AddKeyAsync("viewer", Role.Viewer);
        var worker = await AddKeyAsync("worker", Role.Worker, Liam);
        foreach (var (contact, id) in ((string, string)[])[(Liam, "own"), ("grace@localhost", "other")])
        {
            await DoAsync("tasks", $$"""{"id":"{{id}}","title":"Water the plants"}""");
            await DoAsync($"tasks/{id}/assign", $$"""{"worker":"{{contact}}"}""");
        }

        using (var all = await AskAsync(viewer, "?after=0&type=task.assigned"))
        {
            Assert.Equal(["own", "other"], (await ReadAsync(all, 2)).Select(e => (string?)e["data"]!["id"]));
        }

        using (var own = await AskAsync(worker, $"?after=0&type=task.assigned,task.completed&worker={Liam}"))
        {
            await DoAsync("tasks/other/complete", "{}");
            await DoAsync("tasks/own/complete", "{}");
            Assert.Equal(["own", "own"], (await ReadAsync(own, 2)).Select(e => (string?)e["data"]!["id"]));
        }

        foreach (var query in (string[])["", "?worker=grace@localhost", $"?worker={Liam}&worker=grace@localhost"])
        {
            using var refused = await AskAsync(worker, query);
            Assert.Equal((query, HttpStatusCode.Forbidden), (query, refused.StatusCode));
        }

        using var listed = await SendAsync(worker, $"/api/v1/teams/{DemoPeople.Team}/events?worker={Liam}");
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("rotated")]
    public async Task A_stream_ends_when_its_key_does(string how)
    {
        var key = await AddKeyAsync("short", Role.Viewer);
        using var stream = await AskAsync(key, "");
        var ended = EndAsync(stream);
        Assert.False(ended.IsCompleted);
        if (how == "revoked")
        {
            await Keys.RevokeAsync("short");
        }
        else
        {
            await Keys.RotateAsync("short", TimeSpan.Zero);
        }

        await Eventually.DoneAsync($"the end of the stream of a key that was {how}", ended);
        using var again = await AskAsync(key, "");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task A_stream_of_an_account_ends_with_the_role()
    {
        var accounts = _host.Services.GetRequiredService<AccountStore>();
        var grant = new Grant(Role.Viewer, DemoPeople.Team, null);
        await accounts.AddAsync("vera", Password, [grant, new Grant(Role.Viewer, "other", null)], null);
        using var browser = new Browser(_http.BaseAddress!);
        await browser.SignInAsync("vera", Password);
        using var stream = await browser.OpenAsync(Path);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        var ended = EndAsync(stream);
        await accounts.RevokeAsync("vera", grant);
        await Eventually.DoneAsync("the end of the stream of an account without the role", ended);
    }

    [Fact]
    public async Task A_key_has_so_many_streams_at_once_and_all_together_have_so_many()
    {
        var (one, two, three) = (
            await AddKeyAsync("one", Role.Viewer), await AddKeyAsync("two", Role.Viewer), await AddKeyAsync("three", Role.Viewer));
        var first = await AskAsync(one, "");
        using var second = await AskAsync(one, "");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        using (var full = await AskAsync(one, ""))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, full.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(10), full.Headers.RetryAfter?.Delta);
            Assert.Equal("too-many-streams", (string?)(await full.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]);
        }

        using var third = await AskAsync(two, "");
        using var fourth = await AskAsync(two, "");
        using var fifth = await AskAsync(three, "");
        Assert.Equal(HttpStatusCode.OK, fifth.StatusCode);
        using (var full = await AskAsync(three, ""))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, full.StatusCode);
        }

        // A place is free again when the host sees that its reader is gone.
        first.Dispose();
        await Eventually.IsAsync(
            async () =>
            {
                using var again = await AskAsync(one, "");
                return again.StatusCode == HttpStatusCode.OK;
            },
            "a place for another stream");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    private static async Task<bool> EndAsync(HttpResponseMessage stream)
    {
        await using var body = await stream.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, Cancel) > 0)
        {
        }

        return true;
    }

    private static async Task<List<JsonNode>> ReadAsync(HttpResponseMessage stream, int count)
    {
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        var items = SseParser.Create(await stream.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel);
        return await items.Take(count).Select(item => JsonNode.Parse(item.Data)!).ToListAsync(Cancel);
    }

    private async Task<string> AddKeyAsync(string name, Role role, string? worker = null) =>
        (await Keys.AddAsync(new NewKey(name, new Grant(role, DemoPeople.Team, worker)), null)).Text;

    private Task<HttpResponseMessage> AskAsync(string key, string query) => SendAsync(key, Path + query);

    private async Task<HttpResponseMessage> SendAsync(string key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", $"Bearer {key}");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    private async Task DoAsync(string path, string body)
    {
        using var answer = await _host.Http.PostAsync(
            $"/api/v1/teams/{DemoPeople.Team}/{path}", new StringContent(body, null, "application/json"), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync(Cancel)}");
    }
}
