using System.Net;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Api;

public sealed class TaskLifeApiTests : IAsyncLifetime
{
    private const string Ann = """{"worker":"ann@example.com"}""";
    private const string Bob = """{"worker":"bob@example.com"}""";

    private ApiLife _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiLife.StartAsync();
        await _api.DoAsync(
            "PUT",
            "/api/v1/queues/ask",
            """{"name":"ask","mode":"offer","offerSeconds":3600,"wrapUpSeconds":3600,"outcomes":["solved"],"claim":true}""");
        await _api.Host.FetchAsync(("ann", Available), ("bob", Away));
    }

    [Fact]
    public async Task An_offer_is_accepted_held_resumed_completed_wrapped_up_and_reopened()
    {
        var offered = await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one","queue":"ask"}""");
        Assert.Equal("offered", (string?)offered!["state"]);
        Assert.Equal("one", (string?)(await _api.GetAsync("/api/v1/offers?worker=ann@example.com"))["items"]![0]!["task"]);
        Assert.Empty((await _api.GetAsync("/api/v1/offers?worker=bob@example.com"))["items"]!.AsArray());

        Assert.Equal("assigned", await StateAsync("POST", "one/accept", Ann));
        Assert.Equal("on-hold", await StateAsync("POST", "one/hold"));
        Assert.Equal("assigned", await StateAsync("POST", "one/resume"));
        Assert.Equal("outcome", await FieldAsync("one/complete", """{"outcome":"maybe"}"""));
        var done = await _api.DoAsync("POST", "/api/v1/tasks/one/complete", """{"outcome":"solved","note":"Rebooted it"}""");
        Assert.Equal("wrapping-up", (string?)done!["state"]);
        Assert.Equal("solved", (string?)done["outcome"]);
        Assert.Equal("Rebooted it", (string?)done["notes"]![0]!["text"]);
        Assert.Equal("completed", await StateAsync("POST", "one/finish"));
        Assert.Equal("offered", await StateAsync("POST", "one/reopen", """{"reason":"It happened again"}"""));
    }

    [Fact]
    public async Task A_declined_offer_rests_and_says_so()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one","queue":"ask"}""");
        Assert.Equal("waiting", await StateAsync("POST", "one/decline", """{"worker":"ann@example.com","reason":"On my way out"}"""));

        var explanation = await _api.GetAsync("/api/v1/tasks/one/explanation");
        var ann = explanation["candidates"]!.AsArray().Single(c => (string?)c!["contact"] == "ann@example.com")!;
        Assert.Equal("resting", (string?)ann["rule"]);
        Assert.Contains("On my way out", (string)ann["because"]!, StringComparison.Ordinal);
        Assert.Equal("offer-unknown", await _api.RefusedAsync(HttpStatusCode.NotFound, "POST", "/api/v1/tasks/one/accept", Bob));
    }

    [Fact]
    public async Task A_task_is_returned_transferred_claimed_assigned_changed_noted_and_cancelled()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        Assert.Equal("ann@example.com", (string?)(await _api.GetAsync("/api/v1/tasks/one"))["worker"]);
        Assert.Equal("waiting", await StateAsync("POST", "one/return", """{"reason":"Lacks a key"}"""));
        var moved = await _api.DoAsync("POST", "/api/v1/tasks/one/transfer", """{"queue":"ask"}""");
        Assert.Equal("ask", (string?)moved!["queue"]);
        await _api.DoAsync("POST", "/api/v1/workers/ann@example.com/pause", """{"reason":"break"}""");
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"two","id":"two","queue":"ask"}""");
        var assigned = await _api.DoAsync("POST", "/api/v1/tasks/two/assign", Bob);
        Assert.Equal("bob@example.com", (string?)assigned!["worker"]);
        var changed = await _api.DoAsync("PATCH", "/api/v1/tasks/two", """{"title":"zwei","priority":7,"attributes":{"a":1}}""");
        Assert.Equal("zwei", (string?)changed!["title"]);
        Assert.Equal(7, (int?)changed["priority"]);
        var kept = await _api.DoAsync("PATCH", "/api/v1/tasks/two", """{"attributes":{"b":2}}""");
        Assert.Equal("""{"a":1,"b":2}""", kept!["attributes"]!.ToJsonString());
        var noted = await _api.DoAsync("POST", "/api/v1/tasks/two/notes", """{"text":"Out until noon"}""");
        Assert.Equal("Out until noon", (string?)noted!["notes"]![0]!["text"]);
        var cancelled = await _api.DoAsync("POST", "/api/v1/tasks/two/cancel", """{"reason":"Solved itself"}""");
        Assert.Equal("cancelled", (string?)cancelled!["state"]);
        Assert.Equal("Solved itself", (string?)cancelled["endReason"]);

        var history = (await _api.GetAsync("/api/v1/tasks/two/history"))["items"]!.AsArray().Select(e => (string)e!["type"]!).ToList();
        Assert.Equal("task.added", history[0]);
        Assert.Contains("task.assigned", history);
        Assert.Equal("task.cancelled", history[^1]);
    }

    [Fact]
    public async Task A_change_that_expects_another_version_is_refused_and_a_repetition_gets_the_first_answer()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        using var first = await _api.SendAsync("GET", "/api/v1/tasks/one");
        var tag = first.Headers.ETag!.Tag;
        using var changed = await _api.SendAsync("PATCH", "/api/v1/tasks/one", """{"title":"eins"}""", ifMatch: tag, key: "k");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.Tag);
        using var repeated = await _api.SendAsync("PATCH", "/api/v1/tasks/one", """{"title":"eins"}""", ifMatch: tag, key: "k");
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);

        await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "PATCH", "/api/v1/tasks/one", """{"title":"uno"}""", ifMatch: tag);
        Assert.Equal("eins", (string?)(await _api.GetAsync("/api/v1/tasks/one"))["title"]);
    }

    [Fact]
    public async Task Tasks_that_wait_say_where_they_stand()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Away));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"two","id":"two","priority":5}""");

        Assert.Equal(2, (int?)(await _api.GetAsync("/api/v1/tasks/one"))["position"]);
        Assert.Equal(1, (int?)(await _api.GetAsync("/api/v1/tasks/two"))["position"]);
        var figures = (await _api.GetAsync("/api/v1/queues/default/figures"))!;
        Assert.Equal(2, (int?)figures["waiting"]);
        Assert.Equal(0, (int?)figures["able"]);
        Assert.Equal(2, (int?)figures["workers"]);
    }

    [Fact]
    public async Task A_change_is_a_merge_patch()
    {
        await _api.DoAsync(
            "POST",
            "/api/v1/tasks",
            """{"title":"one","id":"one","attributes":{"kind":"order","site":{"town":"Lyon","desk":null}}}""");
        using var patch = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/tasks/one")
        {
            Content = new StringContent(
                """{"attributes":{"site":{"town":"Nice"},"kind":null}}""",
                System.Text.Encoding.UTF8,
                "application/merge-patch+json"),
        };
        using var answer = await _api.Host.Http.SendAsync(patch, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"site":{"town":"Nice","desk":null}}""", (await _api.GetAsync("/api/v1/tasks/one"))["attributes"]!.ToJsonString());
        Assert.Null((await _api.DoAsync("PATCH", "/api/v1/tasks/one", """{"attributes":null}"""))!["attributes"]);
        foreach (var wrong in (string[])["""{"title":null}""", """{"priority":null}""", """{"attributes":[1]}"""])
        {
            Assert.Equal("invalid-field", await _api.RefusedAsync(HttpStatusCode.BadRequest, "PATCH", "/api/v1/tasks/one", wrong));
        }
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async Task<string?> StateAsync(string method, string path, string? body = null) =>
        (string?)(await _api.DoAsync(method, "/api/v1/tasks/" + path, body))!["state"];

    private async Task<string?> FieldAsync(string path, string body)
    {
        using var answer = await _api.SendAsync("POST", "/api/v1/tasks/" + path, body);
        Assert.False(answer.IsSuccessStatusCode);
        return (string?)System.Text.Json.Nodes.JsonNode.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]?[0]?["field"];
    }
}
