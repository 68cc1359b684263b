using System.Net;
using System.Text.Json.Nodes;

namespace PresenceOfMind.Dispatch.Tests.Api;

/// <summary>Presence from programs over HTTP, in a dispatcher that no watcher feeds.</summary>
public sealed class PresenceApiTests
{
    private const string Ann = "/api/v1/presence/ann@example.com";

    [Fact]
    public async Task What_a_program_says_gives_work_is_shown_by_source_and_is_taken_back()
    {
        await using var life = await ApiLife.StartAsync();
        var answer = (await life.DoAsync(
            "PUT",
            Ann,
            """{"state":"AVAILABLE","note":"Desk 4","source":"rota","sequence":3,"expiresInSeconds":3600}"""))!;
        Assert.Equal("taken", (string?)answer["outcome"]);
        Assert.Equal("ann@example.com", (string?)(await life.DoAsync("POST", "/api/v1/tasks", """{"title":"one"}"""))!["worker"]);

        answer = (await life.DoAsync(
            "PUT", $"{Ann}?source=calendar", """{"activities":["meeting"],"expiresAt":"2100-01-01T00:00:00Z"}""".Replace(
                "2100-01-01T00:00:00Z", $"{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal)))!;
        var presence = answer["presence"]!;
        Assert.Equal(
            ("BUSY", true, "calendar"),
            ((string?)presence["presence"], (bool)presence["confirmed"]!, (string?)presence["decidedBy"]));

        presence = await life.GetAsync(Ann);
        Assert.Equal(["calendar BUSY", "rota AVAILABLE"], presence["sources"]!.AsArray().Select(s => $"{s!["source"]} {s["state"]}"));
        Assert.Equal(("Desk 4", 3), ((string?)presence["sources"]![1]!["note"], (int)presence["sources"]![1]!["sequence"]!));

        answer = (await life.DoAsync("PUT", Ann, """{"state":"AWAY","source":"rota","sequence":3,"expiresInSeconds":60}"""))!;
        Assert.Equal("dropped", (string?)answer["outcome"]);
        Assert.Equal("dropped", (string?)(await life.DoAsync("DELETE", $"{Ann}?source=rota&sequence=2"))!["outcome"]);

        await life.DoAsync("DELETE", $"{Ann}?source=calendar");
        answer = (await life.DoAsync("DELETE", $"{Ann}?source=rota"))!;
        Assert.Equal(("taken", false), ((string?)answer["outcome"], (bool)answer["presence"]!["confirmed"]!));
        Assert.StartsWith("program rota took back", (string?)answer["presence"]!["unconfirmedBecause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_one_commit_with_an_outcome_each_and_a_list_counts_whom_the_sources_cover()
    {
        await using var life = await ApiLife.StartAsync();
        var answer = (await life.DoAsync(
            "PUT",
            "/api/v1/presence",
            """
            {"source":"rota","items":[{"contact":"Bob@example.com","state":"AWAY","expiresInSeconds":60},
              {"contact":"carl@example.com","state":"BUSY","expiresInSeconds":60}]}
            """))!;
        Assert.Equal(1, (int)answer["taken"]!);
        Assert.Equal(
            ["bob@example.com rota taken", "carl@example.com rota no-worker"],
            answer["items"]!.AsArray().Select(i => $"{i!["contact"]} {i["source"]} {i["outcome"]}"));

        var list = await life.GetAsync("/api/v1/presence?limit=1");
        Assert.Equal(
            """{"workers":2,"confirmed":1,"byPrograms":1,"unconfirmed":1,"unconfirmedBecause":"no source of presence covers them"}""",
            list["coverage"]!.ToJsonString());
        Assert.Equal("ann@example.com", (string?)list["items"]![0]!["contact"]);
        list = await life.GetAsync($"/api/v1/presence?limit=1&cursor={list["next"]}");
        Assert.Equal(("AWAY", null), ((string?)list["items"]![0]!["presence"], list["next"]));
    }

    [Fact]
    public async Task The_same_request_under_its_key_acts_once()
    {
        await using var life = await ApiLife.StartAsync();
        const string Body = """{"state":"BUSY","expiresInSeconds":600}""";
        using (await life.SendAsync("PUT", Ann, Body, key: "k1"))
        {
        }

        var until = (string?)(await life.GetAsync(Ann))["sources"]![0]!["until"];
        using var again = await life.SendAsync("PUT", Ann, Body, key: "k1");
        var answer = JsonNode.Parse(await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(
            ("repeated", until),
            ((string?)answer["outcome"], (string?)answer["presence"]!["sources"]![0]!["until"]));
        Assert.Equal("key-used", await life.RefusedAsync(HttpStatusCode.Conflict, "DELETE", Ann, key: "k1"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_its_member()
    {
        await using var life = await ApiLife.StartAsync();
        Assert.Equal("invalid-field", await life.RefusedAsync(HttpStatusCode.BadRequest, "PUT", Ann, """{"state":"BUSY"}"""));
        Assert.Equal(
            "invalid-field",
            await life.RefusedAsync(HttpStatusCode.BadRequest, "PUT", Ann, """{"state":"HERE","expiresInSeconds":60}"""));
        Assert.Equal(
            "worker-unknown",
            await life.RefusedAsync(
                HttpStatusCode.NotFound, "PUT", "/api/v1/presence/carl@example.com", """{"state":"BUSY","expiresInSeconds":60}"""));
        Assert.Equal("worker-unknown", await life.RefusedAsync(HttpStatusCode.NotFound, "GET", "/api/v1/presence/carl@example.com"));
    }

    [Fact]
    public async Task After_a_restart_it_is_confirmed_until_the_expiry_without_any_fetch()
    {
        await using var life = await ApiLife.StartAsync();
        await life.DoAsync("PUT", Ann, """{"state":"AVAILABLE","expiresInSeconds":3600}""");
        await life.StartAgainAsync();

        var presence = await life.GetAsync(Ann);
        Assert.Equal(("AVAILABLE", true), ((string?)presence["presence"], (bool)presence["confirmed"]!));
        Assert.Equal("ann@example.com", (string?)(await life.DoAsync("POST", "/api/v1/tasks", """{"title":"one"}"""))!["worker"]);
    }
}
