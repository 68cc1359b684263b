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
    public async Task Workers_are_filtered_and_sorted(string query, string found) =>
        Assert.Equal(found, string.Join(' ', await WorkersAsync(query)));

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
        var tasks = (await _api.GetAsync("/api/v1/tasks?sort=added"))["items"]!.AsArray();
        Assert.Equal([2, 1], tasks.Select(t => (int)t!["position"]!));
        Assert.All(tasks, t => Assert.Equal("No worker can take it now: of 4 people, 4 are not available.", (string?)t!["waitsBecause"]));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async Task<IEnumerable<string>> WorkersAsync(string query) =>
        (await _api.GetAsync($"/api/v1/workers?{query}"))["items"]!.AsArray().Select(w => ((string)w!["contact"]!).Split('@')[0]);

    private static IEnumerable<string> Tasks(JsonNode page) => page["items"]!.AsArray().Select(o => (string)o!["task"]!);

    [Theory]
    [InlineData(
        "tasks?limit=1&sort=added",
        "tasks?limit=1&sort=-added",
        "tasks?limit=1&sort=added&state=waiting",
        "workers?limit=1",
        "events?limit=1",
        "teams/other/tasks?limit=1&sort=added")]
    [InlineData("workers?limit=1", "workers?limit=1&sort=-contact", "workers?limit=1&able=true", "tasks?limit=1", "offers?limit=1")]
    [InlineData("events?limit=1", "events?limit=1&type=task.added", "tasks/one/history?limit=1", "workers?limit=1")]
    [InlineData("tasks/one/history?limit=1", "tasks/two/history?limit=1", "events?limit=1")]
    public async Task A_cursor_is_taken_only_by_the_list_that_it_is_of(string list, params string[] others)
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one","queue":"ask"}""");
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"two","id":"two","queue":"ask"}""");
        await _api.DoAsync("POST", "/api/v1/teams", """{"name":"other"}""");
        list = $"/api/v1/teams/demo/{list}";
        var next = (string)(await _api.GetAsync(list))["next"]!;

        await _api.GetAsync($"{list}&cursor={next}");
        await _api.GetAsync($"{list.Replace("limit=1", "limit=7", StringComparison.Ordinal)}&cursor={next}");
        foreach (var other in others.Select(o => o.StartsWith("teams", StringComparison.Ordinal) ? o : $"teams/demo/{o}"))
        {
            await _api.GetAsync($"/api/v1/{other}");
            Assert.Equal("invalid-field", await _api.RefusedAsync(HttpStatusCode.BadRequest, "GET", $"/api/v1/{other}&cursor={next}"));
        }
    }

    [Fact]
    public async Task Every_list_names_its_entries_alike()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        foreach (var list in (string[])
        [
            "tasks",
            "workers",
            "queues",
            "routes",
            "calendars",
            "channels",
            "figures",
            "offers",
            "events",
            "teams",
            "tasks/one/history",
            "workers/ann@example.com/history",
        ])
        {
            Assert.True((await _api.GetAsync($"/api/v1/{list}"))["items"] is JsonArray, list);
        }

        var tasks = await _api.GetAsync("/api/v1/tasks");
        Assert.Equal(tasks["items"]!.ToJsonString(), tasks["tasks"]!.ToJsonString());
    }

    [Fact]
    public async Task A_byte_order_mark_before_json_is_passed_over()
    {
        Assert.Equal("one", (string?)(await _api.DoAsync("POST", "/api/v1/tasks", "\uFEFF{\"title\":\"one\",\"id\":\"one\"}"))!["id"]);
        await _api.DoAsync("POST", "/api/v1/tasks/one/cancel", "\uFEFF");
    }
}
