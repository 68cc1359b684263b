using System.Net;
using System.Text.Json.Nodes;

namespace PresenceOfMind.Dispatch.Tests.Api;

public sealed class ConfigurationApiTests : IAsyncLifetime
{
    private ApiLife _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiLife.StartAsync();

    [Theory]
    [InlineData("queues", """{"name":"x","mode":"offer","offerSeconds":10}""", """{"name":"x","mode":"assign"}""")]
    [InlineData(
        "routes",
        """{"name":"x","queue":"default"}""",
        """{"name":"x","queue":"default","steps":[{"afterSeconds":5,"raisePriorityBy":1}]}""")]
    [InlineData(
        "calendars",
        """{"name":"x","hours":[{"days":["monday"],"from":"09:00","to":"17:00"}]}""",
        """{"name":"x","timeZone":"Europe/Berlin"}""")]
    [InlineData("channels", """{"name":"x","states":["AVAILABLE","BUSY"]}""", """{"name":"x","exclusive":true}""")]
    public async Task A_part_is_put_shown_changed_on_condition_and_removed(string path, string first, string second)
    {
        var where = $"/api/v1/{path}/x";
        using var put = await _api.SendAsync("PUT", where, first);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var tag = put.Headers.ETag!.Tag;
        using var known = await _api.SendAsync("GET", where, ifNoneMatch: tag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        using var changed = await _api.SendAsync("PUT", where, second, ifMatch: tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "PUT", where, first, ifMatch: tag);
        await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "DELETE", where, ifMatch: tag);
        using var only = await _api.SendAsync("PUT", where, first, ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.PreconditionFailed, only.StatusCode);

        var shown = await _api.GetAsync(where);
        foreach (var (name, value) in JsonNode.Parse(second)!.AsObject())
        {
            Assert.True(name == "steps" || JsonNode.DeepEquals(value, shown[name]), name);
        }

        Assert.Contains((await _api.GetAsync($"/api/v1/{path}"))["items"]!.AsArray(), p => (string?)p!["name"] == "x");
        await _api.DoAsync("DELETE", where);
        await _api.RefusedAsync(HttpStatusCode.NotFound, "GET", where);
    }

    [Fact]
    public async Task A_calendar_takes_a_file_of_2000_events_and_hours_until_24_00_and_keeps_them()
    {
        var events = string.Concat(Enumerable.Range(0, 2000).Select(i =>
            $"BEGIN:VEVENT\r\nUID:{i}-{new string('x', 100)}\r\nSUMMARY:{new string('y', 150)}\r\nDTSTART;VALUE=DATE:2026{1 + (i % 12):00}{1 + (i % 28):00}\r\nEND:VEVENT\r\n"));
        var calendar = new JsonObject
        {
            ["name"] = "x",
            ["hours"] = JsonNode.Parse("""[{"days":["monday"],"from":"20:00","to":"24:00"}]"""),
            ["iCalendar"] = $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n",
        };
        await _api.DoAsync("PUT", "/api/v1/calendars/x", calendar.ToJsonString());
        await _api.StartAgainAsync();
        var kept = await _api.GetAsync("/api/v1/calendars/x");
        Assert.Equal((string?)calendar["iCalendar"], (string?)kept["iCalendar"]);
        Assert.Equal("00:00", (string?)kept["hours"]![0]!["to"]);
    }

    [Theory]
    [InlineData(
        "\"iCalendar\":\"BEGIN:VCALENDAR\\r\\nBEGIN:VEVENT\\r\\nSUMMARY:Party\\r\\nDTSTART:20260101T100000\\r\\nEND:VEVENT\\r\\nEND:VCALENDAR\"",
        "'Party' (line 2)")]
    [InlineData("\"hours\":[{\"days\":[\"monday\"],\"from\":\"24:00\",\"to\":\"09:00\"}]", "hours[0].from")]
    public async Task A_calendar_that_cannot_be_taken_is_a_400_that_says_where(string members, string because)
    {
        using var answer = await _api.SendAsync("PUT", "/api/v1/calendars/x", $"{{\"name\":\"x\",{members}}}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            because,
            JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_configuration_is_what_PUT_takes_back()
    {
        await _api.DoAsync(
            "PUT",
            "/api/v1/queues/help",
            """{"name":"help","workers":{"attribute":"skills.windows","operator":"at-least","value":20}}""");
        using var got = await _api.SendAsync("GET", "/api/v1/configuration");
        var text = await got.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var put = await _api.SendAsync("PUT", "/api/v1/configuration", text, ifMatch: got.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(got.Headers.ETag, put.Headers.ETag);
        Assert.Equal(text, await put.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_worker_is_put_paused_drained_kept_and_removed()
    {
        var cem = await _api.DoAsync(
            "PUT",
            "/api/v1/workers/cem@example.com",
            """{"contact":"sip:Cem@Example.com","name":"Cem","skills":{"windows":80}}""");
        Assert.Equal("cem@example.com", (string?)cem!["contact"]);
        Assert.Equal(80, (int?)cem["settings"]!["skills"]!["windows"]);
        var paused = await _api.DoAsync("POST", "/api/v1/workers/cem@example.com/pause", """{"reason":"training"}""");
        Assert.Equal("training", (string?)paused!["pausedBecause"]);
        Assert.Null((string?)(await _api.DoAsync("POST", "/api/v1/workers/cem@example.com/unpause"))!["pausedBecause"]);
        Assert.True((bool?)(await _api.DoAsync("POST", "/api/v1/workers/cem@example.com/drain"))!["draining"]);
        Assert.False((bool?)(await _api.DoAsync("POST", "/api/v1/workers/cem@example.com/keep"))!["draining"]);
        await _api.DoAsync("DELETE", "/api/v1/workers/cem@example.com");
        await _api.RefusedAsync(HttpStatusCode.NotFound, "GET", "/api/v1/workers/cem@example.com");
    }

    [Fact]
    public async Task Teams_are_independent_and_a_contact_works_in_one_only()
    {
        await _api.DoAsync("POST", "/api/v1/teams", """{"name":"other","configuration":{"workers":[{"contact":"eve@example.com"}]}}""");
        Assert.Equal("worker-elsewhere", await _api.RefusedAsync(
            HttpStatusCode.Conflict, "PUT", "/api/v1/teams/other/workers/ann@example.com", """{"contact":"ann@example.com"}"""));
        Assert.Equal("team-needed", await _api.RefusedAsync(HttpStatusCode.BadRequest, "GET", "/api/v1/tasks"));
        await _api.DoAsync("POST", "/api/v1/teams/other/tasks", """{"title":"x"}""");
        Assert.Empty((await _api.GetAsync("/api/v1/teams/demo/tasks"))["items"]!.AsArray());
        Assert.Equal("team-busy", await _api.RefusedAsync(HttpStatusCode.Conflict, "DELETE", "/api/v1/teams/other"));
        var task = (await _api.GetAsync("/api/v1/teams/other/tasks"))["items"]![0]!["id"];
        await _api.DoAsync("POST", $"/api/v1/teams/other/tasks/{task}/cancel");
        await _api.DoAsync("DELETE", "/api/v1/teams/other");
        await _api.DoAsync("PUT", "/api/v1/workers/eve@example.com", """{"contact":"eve@example.com"}""");
        Assert.Equal(["demo"], (await _api.GetAsync("/api/v1/teams"))["items"]!.AsArray().Select(t => (string)t!["team"]!));
    }

    [Fact]
    public async Task A_team_that_is_refused_leaves_nothing()
    {
        const string Taken = """{"name":"new","configuration":{"workers":[{"contact":"ann@example.com"}]}}""";
        Assert.Equal("worker-elsewhere", await _api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/teams", Taken));
        Assert.Equal(
            "invalid-field",
            await _api.RefusedAsync(
                HttpStatusCode.BadRequest,
                "POST",
                "/api/v1/teams",
                """{"name":"new","configuration":{"queues":[{"name":"a","offerSeconds":0}]}}"""));
        Assert.Equal(
            "invalid-key",
            await _api.RefusedAsync(HttpStatusCode.BadRequest, "POST", "/api/v1/teams", """{"name":"new"}""", key: new string('k', 201)));
        Assert.Equal(
            "worker-elsewhere",
            await _api.RefusedAsync(
                HttpStatusCode.Conflict,
                "PUT",
                "/api/v1/teams/new",
                """{"workers":[{"contact":"ann@example.com"}]}"""));
        Assert.Equal(
            "changed-meanwhile",
            await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "PUT", "/api/v1/teams/new", "{}", ifMatch: "*"));
        await _api.RefusedAsync(HttpStatusCode.NotFound, "GET", "/api/v1/teams/new");
        Assert.Equal(["demo"], (await _api.GetAsync("/api/v1/teams"))["items"]!.AsArray().Select(t => (string)t!["team"]!));

        await _api.DoAsync("POST", "/api/v1/teams", """{"name":"new","configuration":{"workers":[{"contact":"eve@example.com"}]}}""");
        Assert.Equal("team.loaded", (string?)(await _api.GetAsync("/api/v1/teams/new/events"))["items"]![0]!["type"]);
    }

    [Fact]
    public async Task A_team_is_made_once_and_is_not_changed_by_making_it_again()
    {
        const string New = """{"name":"new","configuration":{"queues":[{"name":"help"}]}}""";
        using var first = await _api.SendAsync("POST", "/api/v1/teams", New, key: "one");
        using var again = await _api.SendAsync("POST", "/api/v1/teams", New, key: "one");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal(
            "key-used",
            await _api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/teams", """{"name":"new"}""", key: "one"));
        Assert.Equal(
            "team-exists",
            await _api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/teams", """{"name":"new"}""", key: "two"));
        Assert.Equal("team-exists", await _api.RefusedAsync(HttpStatusCode.Conflict, "POST", "/api/v1/teams", """{"name":"new"}"""));
        using var only = await _api.SendAsync("PUT", "/api/v1/teams/new", "{}", ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.PreconditionFailed, only.StatusCode);
        Assert.Equal("help", (string?)(await _api.GetAsync("/api/v1/teams/new/queues"))["items"]![0]!["name"]);
    }

    [Fact]
    public async Task A_repeated_removal_under_its_key_leaves_the_team_that_was_made_since()
    {
        await _api.DoAsync("PUT", "/api/v1/teams/new", """{"queues":[{"name":"a"}]}""");
        Assert.Equal(
            "changed-meanwhile",
            await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "DELETE", "/api/v1/teams/new", ifMatch: "\"other\""));
        Assert.Equal(
            "invalid-key",
            await _api.RefusedAsync(HttpStatusCode.BadRequest, "DELETE", "/api/v1/teams/new", key: new string('k', 201)));
        using var shown = await _api.SendAsync("GET", "/api/v1/teams/new/configuration");
        using var removed = await _api.SendAsync("DELETE", "/api/v1/teams/new", ifMatch: shown.Headers.ETag!.Tag, key: "once");
        using var again = await _api.SendAsync("DELETE", "/api/v1/teams/new", key: "once");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (removed.StatusCode, again.StatusCode));
        await _api.RefusedAsync(HttpStatusCode.NotFound, "DELETE", "/api/v1/teams/new", key: "another");

        await _api.DoAsync("PUT", "/api/v1/teams/new", """{"queues":[{"name":"b"}]}""");
        using var late = await _api.SendAsync("DELETE", "/api/v1/teams/new", key: "once");
        Assert.Equal(HttpStatusCode.NoContent, late.StatusCode);
        Assert.Equal("b", (string?)(await _api.GetAsync("/api/v1/teams/new/queues"))["items"]![0]!["name"]);
    }

    [Fact]
    public async Task A_worker_is_paused_on_condition_of_its_settings()
    {
        using var shown = await _api.SendAsync("GET", "/api/v1/workers/ann@example.com");
        var tag = shown.Headers.ETag!.Tag;
        using var paused = await _api.SendAsync(
            "POST",
            "/api/v1/workers/ann@example.com/pause",
            """{"reason":"break"}""",
            ifMatch: $"\"other\", {tag}");
        Assert.Equal(HttpStatusCode.OK, paused.StatusCode);
        await _api.DoAsync("PUT", "/api/v1/workers/ann@example.com", """{"contact":"ann@example.com","tier":2}""");
        Assert.Equal(
            "changed-meanwhile",
            await _api.RefusedAsync(HttpStatusCode.PreconditionFailed, "POST", "/api/v1/workers/ann@example.com/unpause", ifMatch: tag));
    }

    [Fact]
    public async Task A_tag_that_a_proxy_made_weak_is_known_and_changes_nothing()
    {
        using var shown = await _api.SendAsync("GET", "/api/v1/queues/default");
        var tag = shown.Headers.ETag!.Tag;
        foreach (var method in (string[])["GET", "HEAD"])
        {
            using var known = await _api.SendAsync(method, "/api/v1/queues/default", ifNoneMatch: $"\"other\", W/{tag}");
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }

        await _api.RefusedAsync(
            HttpStatusCode.PreconditionFailed,
            "PUT",
            "/api/v1/queues/default",
            """{"name":"default","claim":true}""",
            ifMatch: $"W/{tag}");
    }

    [Fact]
    public async Task Every_member_at_fault_is_named()
    {
        using var answer = await _api.SendAsync("PUT", "/api/v1/queues/q", """{"name":"q","offerSeconds":"x","mode":7,"colour":"red"}""");
        var errors = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]!.AsArray();
        Assert.Equal(["offerSeconds", "mode", "colour"], errors.Select(e => (string)e!["field"]!));
        Assert.Equal("mode takes one of: assign, offer.", (string?)errors[1]!["detail"]);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
