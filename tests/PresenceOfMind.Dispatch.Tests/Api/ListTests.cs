using System.Net;
using System.Text.Json.Nodes;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Api;

/// <summary>Lists of workers and offers: filtered, sorted and paged.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private ApiLife _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiLife.StartAsync();
        await _api.DoAsync(
            "PUT",
            "/api/v1/configuration",
            """
            {"workers":[{"contact":"dan@example.com","name":"Ada"},{"contact":"ann@example.com","name":"Zoe"},{"contact":"cid@example.com","name":"Ida"},{"contact":"bob@example.com","name":"Bob"}],
             "queues":[{"name":"ask","mode":"offer","offerSeconds":600}]}
            """);
        await _api.Host.FetchAsync(("ann", Available), ("bob", Away), ("cid", Available), ("dan", Available));
    }

    [Theory]
    [InlineData("", "ann bob cid dan")]
    [InlineData("sort=-contact", "dan cid bob ann")]
    [InlineData("sort=name", "dan bob cid ann")]
    [InlineData("sort=-name", "ann cid bob dan")]
    [InlineData("able=true", "ann cid dan")]
    [InlineData("able=false", "bob")]
    [InlineData("presence=AWAY", "bob")]
    [InlineData("text=IDA", "cid")]
    [InlineData("text=dan@", "dan")]
    [InlineData("text=nobody", "")]
    public async Task Workers_are_filtered_and_sorted(string query, string found) => Assert.Equal(found, string.Join(' ', await WorkersAsync(query)));

    [Theory]
    [InlineData("limit=1")]
    [InlineData("limit=3&sort=-name")]
    public async Task A_list_of_workers_goes_on_from_page_to_page_while_workers_go(string query)
    {
        var first = await _api.GetAsync($"/api/v1/workers?{query}");
        var seen = first["items"]!.AsArray().Select(w => (string)w!["contact"]!).ToList();
        await _api.DoAsync("DELETE", $"/api/v1/workers/{seen[^1]}");
        for (var next = (string?)first["next"]; next is not null;)
        {
            var page = await _api.GetAsync($"/api/v1/workers?{query}&cursor={next}");
            seen.AddRange(page["items"]!.AsArray().Select(w => (string)w!["contact"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(4, seen.Count);
        Assert.Equal(4, seen.Distinct().Count());
    }

    [Fact]
    public async Task Offers_are_paged_by_their_deadline()
    {
        foreach (var id in (string[])["one", "two", "three"])
        {
            await _api.DoAsync("POST", "/api/v1/tasks", $$"""{"title":"{{id}}","id":"{{id}}"}""");
        }

        var page = await _api.GetAsync("/api/v1/offers?limit=2");
        Assert.Equal(["one", "two"], Tasks(page));
        page = await _api.GetAsync($"/api/v1/offers?limit=2&cursor={page["next"]}");
        Assert.Equal(["three"], Tasks(page));
        Assert.Null(page["next"]);
    }

    [Theory]
    [InlineData("workers?sort=age")]
    [InlineData("workers?sort=--name")]
    [InlineData("tasks?sort=--added")]
    [InlineData("workers?presence=HERE")]
    [InlineData("workers?able=yes")]
    [InlineData("workers?cursor=%25")]
    [InlineData("workers?limit=501")]
    [InlineData("offers?limit=0")]
    public async Task What_a_list_does_not_take_is_refused(string path) =>
        Assert.Equal("invalid-field", await _api.RefusedAsync(HttpStatusCode.BadRequest, "GET", $"/api/v1/{path}"));

    [Fact]
    public async Task A_list_of_tasks_says_where_those_that_wait_stand()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Away), ("cid", Away), ("dan", Away));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"two","id":"two","priority":5}""");
        var tasks = (await _api.GetAsync("/api/v1/tasks?sort=added"))["tasks"]!.AsArray();
        Assert.Equal([2, 1], tasks.Select(t => (int)t!["position"]!));
        Assert.All(tasks, t => Assert.Equal("Nobody can take it now: of 4 people, 4 are not available.", (string?)t!["waitsBecause"]));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async Task<IEnumerable<string>> WorkersAsync(string query) =>
        (await _api.GetAsync($"/api/v1/workers?{query}"))["items"]!.AsArray().Select(w => ((string)w!["contact"]!).Split('@')[0]);

    private static IEnumerable<string> Tasks(JsonNode page) => page["items"]!.AsArray().Select(o => (string)o!["task"]!);
}
