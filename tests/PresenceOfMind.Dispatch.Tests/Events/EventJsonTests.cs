using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Events;

/// <summary>Logs that were written earlier: names and members stay, and what an older entry lacks has its default.</summary>
public sealed class EventJsonTests
{
    /// <summary>
    /// A team's whole log with each sort of event, as the first release wrote it. It is never written anew; new sorts of events are added
    /// at its end.
    /// </summary>
    private static readonly string[] FirstLog = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Events", "first-log.jsonl"));

    private static readonly EffectiveRequirements Need = new() { Queue = new("q") };

    /// <summary>An entry as an older release may have written it, and what it means.</summary>
    public static TheoryData<string, string, object> Older => new()
    {
        { "worker.put", """{"worker":{"contact":"ann@example.com"}}""", new WorkerPut(new WorkerSettings { Contact = new("ann@example.com") }) },
        { "queue.put", """{"queue":{"name":"q"}}""", new QueuePut(new QueueSettings { Name = new("q") }) },
        {
            "queue.put",
            """{"queue":{"name":"q","strategy":{"name":"random"},"ageing":{},"serviceLevel":{}}}""",
            new QueuePut(new QueueSettings { Name = new("q"), Strategy = new() { Name = "random" }, Ageing = new(), ServiceLevel = new() })
        },
        {
            "route.put",
            """{"route":{"name":"r","queue":"q","steps":[{"afterSeconds":5}]}}""",
            new RoutePut(new RouteSettings { Name = new("r"), Queue = new("q"), Steps = [new() { AfterSeconds = 5 }] })
        },
        { "calendar.put", """{"calendar":{"name":"c"},"isOpen":true}""", new CalendarPut(new CalendarSettings { Name = new("c") }, true, null) },
        { "channel.put", """{"channel":{"name":"c"}}""", new ChannelPut(new ChannelSettings { Name = new("c") }) },
        { "rules.put", """{"rules":{}}""", new RulesPut(new TeamRules()) },
        {
            "task.added",
            """{"id":"t","title":"t","spec":{},"need":{"queue":"q"}}""",
            new TaskAdded(new("t"), "t", null, TaskSpec.Plain, Need, null)
        },
        {
            "task.added",
            """{"id":"t","title":"t","spec":{"skills":[{"name":"a"}],"labels":[{"key":"k"}]},"need":{"queue":"q"}}""",
            new TaskAdded(new("t"), "t", null, new TaskSpec { Skills = [new() { Name = "a" }], Labels = [new() { Key = "k" }] }, Need, null)
        },
        { "task.queued", """{"id":"t","why":"returned","need":{"queue":"q"}}""", new TaskQueued(new("t"), QueuedReason.Returned, Need, 0) },
        {
            "task.assigned",
            """{"id":"t","contact":"ann@example.com","how":"decided"}""",
            new TaskAssigned(new("t"), new("ann@example.com"), AssignmentMethod.Decided, 0, default)
        },
        {
            "task.offered",
            """{"id":"t","contact":"ann@example.com","until":"2026-01-05T08:00:00+00:00","refused":{"room":2}}""",
            new TaskOffered(new("t"), new("ann@example.com"), TeamHarness.Start, false, 0, new RefusalCounts { Room = 2 })
        },
        {
            "presence.reported",
            """{"sequence":1,"states":[{"contact":"ann@example.com","state":"AVAILABLE"}]}""",
            new PresenceReported(1, false, [new(new("ann@example.com"), PresenceState.Available)])
        },
    };

    [Theory]
    [MemberData(nameof(Older), DisableDiscoveryEnumeration = true)]
    public void What_an_entry_lacks_has_its_default(string name, string body, object means) =>
        Assert.Equal(EventJson.Write((TeamEvent)means), EventJson.Write(EventJson.Read(name, body)));

    [Fact]
    public void What_an_entry_has_besides_is_passed_over() =>
        Assert.Equal(
            new TaskHeld(new("t"), new("ann@example.com")),
            EventJson.Read("task.held", """{"id":"t","contact":"ann@example.com","later":{"a":1}}"""));

    /// <summary>Sorts of events that the first log does not have, as the first release that wrote them did.</summary>
    private static readonly string[] Later =
    [
        """{"type":"task.lead-needed","body":{"id":"one1","contact":"bob@example.com","why":"timed-out"}}""",
        """
        {"type":"presence.set","body":{"contact":"ann@example.com","source":"calendar","state":"BUSY","activities":["meeting"],"note":"review","sequence":7,"until":"2026-01-31T10:00:00+00:00","isMoment":true,"by":"Joe","actor":"key:calendar"}}
        """,
        """{"type":"presence.cleared","body":{"contact":"ann@example.com","source":"calendar"}}""",
        """{"type":"presence.expired","body":{"contact":"ann@example.com","source":"calendar"}}""",
    ];

    [Fact]
    public void Each_event_has_a_durable_name()
    {
        var named = EventNames.All.Select(name => EventNames.Find(name)!).ToHashSet();
        var events = typeof(TeamEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TeamEvent)) && !t.IsAbstract).ToList();
        Assert.All(events, type => Assert.True(
            named.Contains(type), $"{type.Name} has no durable name: add it to EventNames in src/PresenceOfMind.Dispatch.Storage/Events."));
        Assert.Equal(events.Count, named.Count);
    }

    [Fact]
    public void The_first_log_has_each_sort_of_event_and_is_read_member_for_member()
    {
        Assert.Equal(
            EventNames.All,
            FirstLog.Concat(Later).Select(l => (string)JsonNode.Parse(l)!["type"]!).Distinct().Order(StringComparer.Ordinal));
        foreach (var line in FirstLog.Concat(Later))
        {
            var entry = JsonNode.Parse(line)!;
            var read = EventJson.Read((string)entry["type"]!, entry["body"]!.ToJsonString());
            AssertHolds(entry["body"]!, JsonNode.Parse(EventJson.Write(read)), line);
        }
    }

    [Fact]
    public void The_first_log_leads_to_the_same_team_as_ever()
    {
        var state = TeamSnapshot.Empty();
        foreach (var (index, line) in FirstLog.Index())
        {
            var entry = JsonNode.Parse(line)!;
            Team.Apply(
                state,
                new LogEntry(
                    index + 1,
                    TeamTime.FromWall((DateTimeOffset)entry["at"]!),
                    EventJson.Read((string)entry["type"]!, entry["body"]!.ToJsonString())));
        }

        Assert.Equal(
            File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Events", "first-team.txt")),
            (string[])
            [
                .. state.Roster.All.Select(
                    w => $"{w.Contact} {w.State} [{string.Join(' ', w.Tasks.Select(t => t.Id))}] {w.PauseReason} {w.AssignmentsToday}"),
                .. state.Tasks.All.OrderBy(t => t.AddedBy).Select(
                    t =>
                        $"{t.Id} {t.State} {t.Queue.Name} {t.WorkerContact} {t.Outcome} {t.Priority} {t.Notes.Count} "
                            + $"{CauseWords.End(t.EndReason, t.EndCause)}"),
            ]);
    }

    /// <summary>Everything that was written is there still, whatever has come to it.</summary>
    private static void AssertHolds(JsonNode written, JsonNode? read, string line)
    {
        switch (written)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Assert.True(read is JsonObject, $"{line}: {read} for {written}");
                    if (value is not null)
                    {
                        AssertHolds(value, read[name], line);
                    }
                }

                break;
            case JsonArray { Count: 0 } when read is null:
                // What is empty by default is kept no longer.
                break;
            case JsonArray items:
                Assert.True(read is JsonArray found && found.Count == items.Count, $"{line}: {read} for {written}");
                foreach (var (index, item) in items.Index())
                {
                    AssertHolds(item!, read[index], line);
                }

                break;
            default:
                Assert.True(JsonNode.DeepEquals(written, read), $"{line}: {read} for {written}");
                break;
        }
    }
}
