using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>
/// Snapshots and rows of the first shape are read for ever. <c>first-snapshots.jsonl</c> are snapshots that a release of that time took of
/// the log in <c>first-snapshots-log.jsonl</c>.
/// </summary>
public sealed class FirstSnapshotTests
{
    /// <summary>The snapshots, by their lines in the file.</summary>
    public static TheoryData<int> Snapshots => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void A_snapshot_of_the_first_shape_gives_the_state_to_which_the_log_leads(int line)
    {
        var state = TeamSnapshot.Read(Encoding.UTF8.GetBytes(Lines("first-snapshots.jsonl")[line]), shape: 1);
        var log = Lines("first-snapshots-log.jsonl");
        var replayed = Replay(log[..(int)state.Position]);

        AssertSame(replayed, state);
        Apply(replayed, log[(int)state.Position..]);
        Apply(state, log[(int)state.Position..]);
        AssertSame(replayed, state);
    }

    [Fact]
    public void A_snapshot_from_before_there_were_two_clocks_is_read()
    {
        // Until this one the wall clock was not set.
        var body = JsonNode.Parse(Lines("first-snapshots.jsonl")[0])!.AsObject();
        Assert.True(body.Remove("elapsed"));

        var state = TeamSnapshot.Read(Encoding.UTF8.GetBytes(body.ToJsonString()), shape: 1);

        AssertSame(Replay(Lines("first-snapshots-log.jsonl")[..(int)state.Position]), state);
    }

    [Fact]
    public void A_row_of_the_first_shape_shows_what_it_showed()
    {
        const string Row =
            """
            {"id":"t-3","title":"one","addedAt":"2026-03-02T07:00:00+00:00","addedBy":3,"state":"offered","spec":{"priority":2},
            "need":{"queue":"ask","channel":"default","units":1,"priority":2},"priority":5,"queuedAt":"2026-03-02T07:00:01+00:00",
            "enteredAt":"2026-03-02T07:00:02+00:00","worker":"ann@example.com","workerName":"Ann","assignedAt":"2026-03-02T07:00:03+00:00",
            "offers":[{"number":9,"contact":"bob@example.com","at":"2026-03-02T07:00:04+00:00","until":"2026-03-02T07:00:34+00:00"}],
            "version":9,"queue":"ask"}
            """;

        var task = TaskView.From(JsonSerializer.Deserialize(Row, StateJson.TaskRow)!);

        Assert.Equal(("ask", 5, "ann@example.com", "Ann"), (task.Queue.Value, task.Priority, task.Worker?.Value, task.WorkerName));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 0, 1, TimeSpan.Zero), task.QueuedAt);
        Assert.Equal([new OpenOffer(9, new("bob@example.com"), task.QueuedAt.AddSeconds(3), task.QueuedAt.AddSeconds(33))], task.Offers);
        Assert.Equal(9, task.Version);
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Storage", file));

    /// <summary>The first snapshots have causes in words; else nothing differs.</summary>
    private static void AssertSame(TeamState expected, TeamState state)
    {
        Assert.Equal(CauseWords.Unconfirmed(expected), CauseWords.Unconfirmed(state));
        (state.UnconfirmedCause, state.UnconfirmedReason) = (expected.UnconfirmedCause, expected.UnconfirmedReason);
        foreach (var task in state.Tasks.All)
        {
            var same = expected.Tasks.Find(task.Id)!;
            Assert.Equal(CauseWords.End(same.EndReason, same.EndCause), CauseWords.End(task.EndReason, task.EndCause));
            task.EndReason = same.EndReason;
        }

        Assert.Equal(TeamPicture.Describe(expected), TeamPicture.Describe(state));
    }

    private static TeamState Replay(IEnumerable<string> log)
    {
        var state = TeamSnapshot.Empty();
        Apply(state, log);
        return state;
    }

    private static void Apply(TeamState state, IEnumerable<string> log)
    {
        foreach (var line in log)
        {
            var entry = JsonNode.Parse(line)!;
            var time = new TeamTime(
                TimeSpan.FromMilliseconds((long)entry["elapsed"]!),
                DateTimeOffset.FromUnixTimeMilliseconds((long)entry["at"]!));
            Team.Apply(
                state,
                new LogEntry(state.Position + 1, time, EventJson.Read((string)entry["type"]!, entry["body"]!.ToJsonString())));
        }
    }
}
