using System.Globalization;
using System.Net;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Tests.Api;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Explanations;

public sealed class ExplanationTests : IAsyncLifetime
{
    private ApiLife _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiLife.StartAsync();

    [Fact]
    public async Task A_task_says_to_whom_it_went_by_which_rule_and_why_not_to_the_others()
    {
        await _api.DoAsync("PUT", "/api/v1/workers/cem@example.com", """{"contact":"cem@example.com","name":"Cem"}""");
        await _api.Host.FetchAsync(("ann", Available), ("bob", Available), ("cem", Away));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");

        var explanation = await _api.GetAsync("/api/v1/tasks/one/explanation");
        Assert.Equal("ann got it: first of 2 eligible workers, by longest-idle.", (string?)explanation["summary"]);
        Assert.Equal(["got-it", "order", "presence"], explanation["candidates"]!.AsArray().Select(c => (string)c!["rule"]!));
        Assert.Equal(["ann", "bob", "Cem"], explanation["candidates"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal("AWAY does not take channel default.", (string?)explanation["candidates"]![2]!["because"]);
    }

    [Fact]
    public async Task A_task_that_waits_says_why_also_for_the_past()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Dnd));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one","skills":[{"name":"windows","level":20}]}""");
        var then = (await _api.GetAsync("/api/v1/teams/demo"))["position"]!.ToString();
        var waiting = await _api.GetAsync("/api/v1/tasks/one/explanation");
        Assert.Equal("No worker can take it now: of 2 people, 2 are not available.", (string?)waiting["summary"]);

        await _api.DoAsync(
            "PUT",
            "/api/v1/workers/ann@example.com",
            """{"contact":"ann@example.com","name":"ann","skills":{"windows":30}}""");
        await _api.Host.FetchAsync(("ann", Available), ("bob", Available));
        var given = await _api.GetAsync("/api/v1/tasks/one/explanation");
        Assert.Equal("ann got it: nobody else was eligible.", (string?)given["summary"]);
        Assert.Equal("Lacks windows at 20 (has 0).", (string?)given["candidates"]![1]!["because"]);

        Assert.Equal(waiting.ToJsonString(), (await _api.GetAsync($"/api/v1/tasks/one/explanation?at={then}")).ToJsonString());
        Assert.Equal("waiting", (string?)(await _api.GetAsync($"/api/v1/tasks/one?at={then}"))["state"]);
        Assert.Equal("AWAY", (string?)(await _api.GetAsync($"/api/v1/workers/ann@example.com?at={then}"))["presence"]);
    }

    [Fact]
    public async Task A_task_that_nobody_ever_got_says_why_after_its_end_too()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Away));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        await _api.DoAsync("POST", "/api/v1/tasks/one/cancel");
        await _api.Host.FetchAsync(("ann", Available), ("bob", Available));

        var explanation = await _api.GetAsync("/api/v1/tasks/one/explanation");
        Assert.Equal("cancelled", (string?)explanation["state"]);
        Assert.Equal(
            "No worker got it before it was cancelled. Just before that: No worker can take it now: of 2 people, 2 are not available.",
            (string?)explanation["summary"]);
        Assert.Equal(["presence", "presence"], explanation["candidates"]!.AsArray().Select(c => (string)c!["rule"]!));
    }

    [Fact]
    public async Task A_worker_says_why_there_is_no_work()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Away));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one","excluded":["ann@example.com"]}""");

        var ann = await _api.GetAsync("/api/v1/workers/ann@example.com/explanation");
        Assert.Equal("AWAY takes no work.", (string?)ann["summary"]);
        Assert.Equal("presence", (string?)ann["tasks"]![0]!["rule"]);
        await _api.Host.FetchAsync(("ann", Available));
        Assert.Equal(
            "The task excludes this worker.",
            (string?)(await _api.GetAsync("/api/v1/workers/ann@example.com/explanation"))["tasks"]![0]!["because"]);
    }

    [Fact]
    public async Task The_team_is_shown_as_it_was_at_a_time_and_a_persons_history_is_kept()
    {
        await _api.Host.FetchAsync(("ann", Away), ("bob", Away));
        var before = DateTimeOffset.Parse((string)(await _api.GetAsync("/api/v1/teams/demo"))["at"]!, CultureInfo.InvariantCulture);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await _api.Host.FetchAsync(("ann", Available));
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");

        var then = await _api.GetAsync($"/api/v1/teams/demo?at={Uri.EscapeDataString(before.ToString("o", CultureInfo.InvariantCulture))}");
        Assert.Empty(then["tasks"]!.AsArray());
        Assert.Equal("AWAY", (string?)then["workers"]![0]!["presence"]);
        var history = (await _api.GetAsync("/api/v1/workers/ann@example.com/history"))["items"]!
            .AsArray()
            .Select(e => (string)e!["type"]!)
            .ToList();
        Assert.Equal(["worker.put", "presence.reported", "presence.reported", "task.assigned"], history);
    }

    [Fact]
    public async Task A_task_that_ended_long_ago_is_shown_and_explained_at_any_moment_since()
    {
        var team = TeamHarness.WithOldTask();
        await _api.Host.KeepAsync("old", team.Log);
        var added = team.Log.Single(e => e.Event is TaskAdded).Position;
        await _api.RefusedAsync(HttpStatusCode.NotFound, "GET", $"/api/v1/teams/old/tasks/one?at={added - 1}");
        await _api.RefusedAsync(HttpStatusCode.NotFound, "GET", $"/api/v1/teams/old/tasks/one/explanation?at={added - 1}");
        foreach (var at in (string[])[$"{added + 3}", $"{team.State.Position}", "2999-01-01"])
        {
            Assert.Equal("completed", (string?)(await _api.GetAsync($"/api/v1/teams/old/tasks/one?at={at}"))["state"]);
            Assert.Equal(
                "fay got it: nobody else was eligible.",
                (string?)(await _api.GetAsync($"/api/v1/teams/old/tasks/one/explanation?at={at}"))["summary"]);
        }
    }

    [Fact]
    public async Task The_log_is_paged_by_position_without_gaps()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one"}""");
        var positions = new List<long>();
        string? cursor = null;
        do
        {
            var page = await _api.GetAsync("/api/v1/events?limit=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            positions.AddRange(page["items"]!.AsArray().Select(e => (long)e!["position"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, positions.Count).Select(p => (long)p), positions);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
