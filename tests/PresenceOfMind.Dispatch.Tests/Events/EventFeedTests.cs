using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Events;

/// <summary>A log is followed by pages of its table: by any filter, over cuts of the log, and over a restored back-up.</summary>
public sealed class EventFeedTests : IDisposable
{
    private static readonly TeamName Demo = new("demo");
    private static readonly TeamName Day = new("day");

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_filter_finds_in_list_and_stream_what_filtering_the_whole_log_finds()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        var log = WithReportsOfSeveral(new RandomDay(7).Live(1_500));
        await host.KeepAsync("day", log, isDue: false);
        var feed = host.Services.GetRequiredService<EventFeedService>();
        var begin = await feed.BeginAsync(Day, new EventReference("", 0));
        Filter(log).Sample(
            filter =>
            {
                var expected = log.Where(entry => Fits(entry, filter)).Select(entry => entry.Position).ToList();
                var all = new EventQuery { Filter = filter, Until = log.Count, Limit = int.MaxValue };
                var listed = EventRows.List(host.Database, Day, all);
                Assert.Equal(expected, listed.Select(row => row.Position));
                Assert.Equal(expected, Follow(feed, Day, filter, begin).Select(row => row.Position).Where(p => p <= log.Count));
            },
            iter: 200);
    }

    [Fact]
    public async Task A_page_looks_through_so_many_positions_at_most_and_says_how_far_it_came()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        const int Days = 2 * EventFeedService.Window;
        var at = TeamTime.FromWall(DateTimeOffset.UtcNow.AddDays(-1));
        var day = new DayBegan(DateTimeOffset.UtcNow.AddDays(1));
        await host.Database.WriteAsync(
            TeamRows.Append(Day, [.. Enumerable.Range(1, Days).Select(n => new LogEntry(n, at, day))], null, []));
        var feed = host.Services.GetRequiredService<EventFeedService>();
        var nobody = EventFilter.ForTask(new("none"));
        var place = await feed.BeginAsync(Day, new EventReference("", 0));
        for (var page = 1; page <= 2; page++)
        {
            var found = feed.ReadNext(Day, nobody, place)!;
            Assert.Empty(found.Events);
            Assert.True(found.IsWhole);
            Assert.Equal(page * EventFeedService.Window, found.Through.Position);
            place = found.Through;
        }

        Assert.False(feed.ReadNext(Day, nobody, place)!.IsWhole);
    }

    [Fact]
    public async Task Who_asks_for_what_is_gone_is_told_where_to_begin()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.Services.GetRequiredService<SnapshotService>().StopAsync(Cancel);
        await host.KeepAsync("old", TeamHarness.WithOldTask(keepDays: 7).Log, isDue: false);
        var early = (string)(await ListAsync(host, "/api/v1/teams/old/events?limit=1"))[0]["id"]!;
        await host.Services.GetRequiredService<SnapshotService>().RunAsync(Cancel);

        foreach (var (query, last) in ((string, string?)[])[("?after=1", null), ($"?after={early}", null), ("", early)])
        {
            using var gone = await StreamReading.AskAsync(host.Http, $"/api/v1/teams/old/events/stream{query}", last);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            var problem = JsonNode.Parse(await gone.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal("log-cut", (string?)problem["code"]);

            // What it says is possible.
            var advice = ((string)problem["detail"]!).Split("after=")[1].Split(',')[0];
            var kept = await ListAsync(host, "/api/v1/teams/old/events?after=0");
            using var stream = await StreamReading.OpenAsync(host.Http, $"/api/v1/teams/old/events/stream?after={advice}");
            Assert.Equal((string?)kept[0]["id"], (string?)(await stream.ReadAsync(1))[0]["id"]);
        }
    }

    [Fact]
    public async Task A_restored_back_up_refuses_readers_of_what_it_lost_and_goes_on_for_all_others()
    {
        var backUp = _folder.Path + "-back-up";
        try
        {
            List<string> before, lost;
            await using (var host = await TestHost.StartAsync(_folder.Path))
            {
                await AddAsync(host, 2);
            }

            Copy(_folder.Path, backUp);
            await using (var host = await TestHost.StartAsync(_folder.Path))
            {
                await AddAsync(host, 2);
                lost = await IdsAsync(host);
            }

            // The program goes on from the back-up, also beyond the positions that were lost.
            Directory.Delete(_folder.Path, recursive: true);
            Copy(backUp, _folder.Path);
            await using (var host = await TestHost.StartAsync(_folder.Path))
            {
                before = [.. (await IdsAsync(host)).Intersect(lost)];
                await AddAsync(host, 6);
                var now = await IdsAsync(host);
                Assert.True(now.Count > lost.Count);
                Assert.Equal(before, lost.Take(before.Count));
                Assert.NotEmpty(before);
                foreach (var id in lost)
                {
                    using var answer = await StreamReading.AskAsync(host.Http, "/api/v1/events/stream", id);
                    var isKept = before.Contains(id);
                    Assert.Equal((id, isKept ? HttpStatusCode.OK : HttpStatusCode.Gone), (id, answer.StatusCode));
                    if (!isKept)
                    {
                        Assert.Equal("other-log", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]);
                    }
                }

                using var stream = await StreamReading.OpenAsync(host.Http, "/api/v1/events/stream", before[^1]);
                Assert.Equal(
                    now.Skip(before.Count), (await stream.ReadAsync(now.Count - before.Count)).Select(e => (string)e["id"]!));
            }
        }
        finally
        {
            Directory.Delete(backUp, recursive: true);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a filter is to find, by the events themselves.</summary>
    private static bool Fits(LogEntry entry, EventFilter filter) =>
        (filter.Types.Count == 0 || filter.Types.Contains(EventNames.GetName(entry.Event)))
        && (filter.Tasks.Count == 0 || (entry.Event is ITaskEvent about && filter.Tasks.Contains(about.Id)))
        && (filter.Workers.Count == 0 || Workers(entry.Event).Any(filter.Workers.Contains));

    private static IEnumerable<Contact> Workers(TeamEvent e) => e switch
    {
        PresenceReported report => report.States.Select(s => s.Contact),
        IWorkerEvent { Worker: { } worker } => [worker],
        _ => [],
    };

    private static Gen<EventFilter> Filter(List<LogEntry> log)
    {
        var tasks = log.Select(e => e.Event).OfType<ITaskEvent>().Select(e => e.Id).Distinct().Append(new TaskId("none")).ToArray();
        var workers = log.SelectMany(e => Workers(e.Event)).Distinct().ToArray();
        return Gen.Select(
            Gen.Int[0, EventNames.All.Count - 1].List[0, 8],
            Gen.Int[0, tasks.Length - 1].List[0, 12],
            Gen.Int[0, workers.Length - 1].List[0, 4]).Select((types, some, people) => new EventFilter
            {
                Types = [.. types.Select(t => EventNames.All[t])],
                Tasks = [.. some.Select(t => tasks[t])],
                Workers = [.. people.Select(w => workers[w])],
            });
    }

    private static IEnumerable<EventRow> Follow(EventFeedService feed, TeamName team, EventFilter filter, EventReference place)
    {
        while (feed.ReadNext(team, filter, place) is { } page)
        {
            foreach (var row in page.Events)
            {
                yield return row;
            }

            place = page.Through;
        }
    }

    private static List<LogEntry> WithReportsOfSeveral(List<LogEntry> log)
    {
        var (random, last) = (new Random(7), log[^1]);
        for (var i = 0; i < 50; i++)
        {
            var people = Enumerable.Range(0, 8).Where(_ => random.Next(3) == 0).Select(
                n => new WorkerPresence(new($"w{n}@example.com"), PresenceState.Busy));
            log.Add(new LogEntry(log.Count + 1, last.Time, new PresenceReported(1_000_000 + i, false, [.. people])));
        }

        return log;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static async Task AddAsync(TestHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await host.Teams.AddTaskAsync(Demo, new(string.Create(CultureInfo.InvariantCulture, $"task {i}")));
        }
    }

    private static async Task<List<string>> IdsAsync(TestHost host) =>
        [.. (await ListAsync(host, "/api/v1/events?limit=500")).Select(e => (string)e["id"]!)];

    private static async Task<List<JsonNode>> ListAsync(TestHost host, string path) =>
        [.. JsonNode.Parse(await host.Http.GetStringAsync(path, Cancel))!["items"]!.AsArray().Select(e => e!)];
}
