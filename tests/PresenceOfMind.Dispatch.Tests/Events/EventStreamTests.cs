using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Tests.Api;
using PresenceOfMind.Tests.Shared;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Events;

/// <summary>The event stream over HTTP: each event once and in order, whatever happens to the connection.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Whole = "/api/v1/events/stream?after=0";

    private ApiLife _api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiLife.StartAsync(o => o.StreamHeartbeat = TimeSpan.FromSeconds(1));
        await _api.Host.FetchAsync(("ann", Available), ("bob", Available));
    }

    [Fact]
    public async Task Fifty_cuts_at_random_bytes_and_times_lose_and_double_nothing()
    {
        var random = new Random(20261129);
        var adding = AddAsync(120);
        var (seen, last) = (new List<string>(), (string?)null);
        for (var cut = 0; cut < 50; cut++)
        {
            using var stream = await StreamReading.OpenAsync(_api.Host.Http, Whole, last);
            var piece = await stream.ReadPieceAsync(random.Next(1, 8_000), TimeSpan.FromMilliseconds(random.Next(1, 40)));
            foreach (var item in StreamReading.Parse(piece))
            {
                seen.Add(last = item.EventId!);
            }
        }

        await adding;
        var all = await ListAsync("");
        using var rest = await StreamReading.OpenAsync(_api.Host.Http, Whole, last);
        seen.AddRange(Ids(await rest.ReadAsync(all.Count - seen.Count)));
        Assert.Equal(Ids(all), seen);
        Assert.Equal(Enumerable.Reverse(seen), Ids(await ListAsync("sort=-position")));
    }

    [Fact]
    public async Task A_stream_begins_with_what_comes_next_and_says_at_once_where_a_reader_that_is_cut_resumes()
    {
        string resumed;
        using (var stream = await StreamReading.OpenAsync(_api.Host.Http, "/api/v1/events/stream"))
        {
            var said = await stream.ReadUntilAsync("\n\n");
            Assert.Contains($"id: {Ids(await ListAsync(""))[^1]}\n", said, StringComparison.Ordinal);
            resumed = said.Split("id: ")[1].Split('\n')[0];
        }

        await AddAsync(1);
        var expected = (await ListAsync($"after={resumed}")).Select(e => e.ToJsonString()).ToList();
        Assert.Contains("task.added", expected[0], StringComparison.Ordinal);
        using var later = await StreamReading.OpenAsync(_api.Host.Http, $"/api/v1/events/stream?after={resumed}");
        Assert.Equal(expected, (await later.ReadAsync(expected.Count)).Select(e => e.ToJsonString()));
    }

    [Fact]
    public async Task A_reader_that_reads_nothing_holds_up_neither_the_team_nor_other_readers()
    {
        using var slow = await StreamReading.OpenAsync(_api.Host.Http, Whole);
        var large = new JsonObject { ["text"] = new string('x', 15_000) };
        for (var i = 0; i < 300; i++)
        {
            var task = new JsonObject { ["title"] = "a large task", ["attributes"] = large.DeepClone() };
            await _api.DoAsync("POST", "/api/v1/tasks", task.ToJsonString());
        }

        var all = Ids(await ListAsync(""));
        using var other = await StreamReading.OpenAsync(_api.Host.Http, Whole);
        Assert.Equal(all, Ids(await other.ReadAsync(all.Count)));

        // What it finds when it reads at last is whole as far as it goes; the host may have cut a reader that took nothing for long.
        var late = Ids(await slow.ReadAsync(20));
        Assert.Equal(all.Take(late.Count), late);
        using var resumed = await StreamReading.OpenAsync(_api.Host.Http, Whole, late[^1]);
        Assert.Equal(all.Skip(late.Count), Ids(await resumed.ReadAsync(all.Count - late.Count)));
    }

    [Fact]
    public async Task A_filtered_stream_says_how_far_it_has_come()
    {
        using var stream = await StreamReading.OpenAsync(_api.Host.Http, $"{Whole}&task=none");
        await AddAsync(3);
        var head = Ids(await ListAsync(""))[^1];
        var said = await stream.ReadUntilAsync($": heartbeat\nid: {head}\n\n");
        Assert.DoesNotContain("data:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_and_a_list_take_the_same_filters()
    {
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"one","id":"one"}""");
        await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"two","id":"two"}""");
        await _api.DoAsync("POST", "/api/v1/workers/ann@example.com/pause", """{"reason":"break"}""");
        foreach (var (filter, types) in ((string, string)[])
        [
            ("type=task.added", "task.added"),
            ("type=task.added,task.assigned&type=worker.paused", "task.added task.assigned worker.paused"),
            ("worker=ANN@example.com&type=task.assigned", "task.assigned"),
            ("worker=ann@example.com&worker=bob@example.com&type=task.assigned", "task.assigned"),
            ("task=one&task=two", "task.added task.assigned"),
        ])
        {
            var listed = await ListAsync(filter);
            Assert.Superset(types.Split(' ').ToHashSet(), listed.Select(e => (string)e["type"]!).ToHashSet());
            using var stream = await StreamReading.OpenAsync(_api.Host.Http, $"{Whole}&{filter}");
            Assert.Equal(listed.Select(e => e.ToJsonString()), (await stream.ReadAsync(listed.Count)).Select(e => e.ToJsonString()));
        }
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        foreach (var (query, last, code) in ((string, string, string)[])
        [
            ("?type=task.unheard", "", "invalid-field"),
            ("?after=yesterday", "", "invalid-field"),
            ("?after=-1", "", "invalid-field"),
            ("?task=", "", "invalid-field"),
            ("?from=1", "", "invalid-field"),
            ("", "nonsense", "invalid-field"),
            ("", "epoch:", "invalid-field"),
            ("?after=1000000", "", "ahead-of-log"),
        ])
        {
            using var answer = await StreamReading.AskAsync(_api.Host.Http, $"/api/v1/events/stream{query}", last);
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, answer.StatusCode));
            Assert.Equal((query, code), (query, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]));
        }

        using var head = await _api.SendAsync("HEAD", Whole);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_stream_goes_on_after_a_restart_in_another_epoch_and_ends_when_the_host_stops()
    {
        await AddAsync(2);
        using var stream = await StreamReading.OpenAsync(_api.Host.Http, Whole);
        var before = Ids(await stream.ReadAsync(5));
        var ended = stream.ReadUntilAsync(null);
        await _api.StartAgainAsync();
        await Eventually.DoneAsync("the end of the stream", ended);

        await AddAsync(1);
        var all = Ids(await ListAsync(""));
        Assert.Equal(2, all.Select(id => id.Split(':')[0]).Distinct().Count());
        using var resumed = await StreamReading.OpenAsync(_api.Host.Http, Whole, before[^1]);
        Assert.Equal(all, [.. before, .. Ids(await resumed.ReadAsync(all.Count - before.Count))]);
    }

    [Fact]
    public async Task A_stream_ends_with_its_team_and_a_team_of_the_same_name_is_another_log()
    {
        await _api.DoAsync("POST", "/api/v1/teams", """{"name":"brief"}""");
        using var stream = await StreamReading.OpenAsync(_api.Host.Http, "/api/v1/teams/brief/events/stream?after=0");
        var last = Ids(await stream.ReadAsync(1))[0];
        await _api.DoAsync("DELETE", "/api/v1/teams/brief");
        await Eventually.DoneAsync("the end of the stream", stream.ReadUntilAsync(null));
        await _api.DoAsync("POST", "/api/v1/teams", """{"name":"brief"}""");
        using var answer = await StreamReading.AskAsync(_api.Host.Http, "/api/v1/teams/brief/events/stream", last);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("other-log", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]);
        using var unknown = await StreamReading.AskAsync(_api.Host.Http, "/api/v1/teams/none/events/stream");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_erased_person_is_a_pseudonym_in_the_stream_as_in_the_list()
    {
        await _api.DoAsync("POST", "/api/v1/workers/ann@example.com/erase", """{"contact":"ann@example.com"}""");
        var listed = (await ListAsync("")).Select(e => e.ToJsonString()).ToList();
        using var stream = await StreamReading.OpenAsync(_api.Host.Http, Whole);
        var streamed = (await stream.ReadAsync(listed.Count)).Select(e => e.ToJsonString()).ToList();
        Assert.Equal(listed, streamed);
        Assert.DoesNotContain(streamed, e => e.Contains("ann@example.com", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private static List<string> Ids(IEnumerable<JsonNode> events) => [.. events.Select(e => (string)e["id"]!)];

    private async Task AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _api.DoAsync("POST", "/api/v1/tasks", """{"title":"a task"}""");
        }
    }

    /// <summary>The whole list, page by page.</summary>
    private async Task<List<JsonNode>> ListAsync(string query)
    {
        var events = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = await _api.GetAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/events?{query}{(next is null ? "" : $"&cursor={next}")}"));
            events.AddRange(page["items"]!.AsArray().Select(e => e!));
            next = (string?)page["next"];
        }
        while (next is not null);
        return events;
    }
}
