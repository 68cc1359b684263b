using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>
/// A database of a release that kept causes and reasons in words: <c>old-words.db</c>. Team <c>old</c> has its whole log, team <c>cut</c> a
/// snapshot in its place. What stands in <c>old-words.txt</c> is what that release showed, with the words in which refusals and
/// explanations are put today.
/// </summary>
public sealed class OldWordsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Storage");

    private static readonly string[] Then = File.ReadAllLines(Path.Combine(Folder, "old-words.txt"));

    /// <summary>
    /// Words of causes that changed since that release. What it stored as words is shown as it was; what is stored as a code has the
    /// new words.
    /// </summary>
    private static readonly (string Then, string Now)[] Reworded =
    [
        ("the presence takes no such work", "the presence does not fit the channel"),
        ("takes no more work", "the worker is draining"),
        ("it is not within the working hours", "it is outside working hours"),
        ("the task is for others", "the task excludes this worker"),
        ("there is no room", "there is no free capacity"),
    ];

    [Fact]
    public void What_a_release_kept_in_words_is_shown_as_that_release_showed_it()
    {
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Folder, "old-words.db"), Path.Combine(folder.Path, "pom.db"));
        using var database = Open(folder);
        var shown = Shown(database);
        File.WriteAllLines(Path.Combine(Folder, "old-words.now.txt"), shown);
        Assert.Equal(Then, shown);
    }

    [Fact]
    public async Task What_is_kept_in_codes_now_is_shown_in_the_same_words()
    {
        using var folder = new TestFolder();
        using var database = Open(folder);
        await KeepAsync(database, "old", CausesLife.Live("amy", "ben", "cid"));
        var cut = CausesLife.Live("ada", "bea", "cyd");
        await KeepAsync(database, "cut", cut);
        await database.WriteAsync(SnapshotRows.Save(new("cut"), cut.State.Position, cut.State.At, TeamSnapshot.Write(cut.State)));
        await database.WriteAsync(SnapshotRows.Cut(new("cut"), cut.State.Position, cut.State.Position));

        foreach (var (said, now) in Then.Zip(Shown(database), (then, now) => (then, now)))
        {
            var then = Reworded.Aggregate(said, (line, words) => line.Replace(words.Then, words.Now, StringComparison.Ordinal));
            if (then.StartsWith("old event ", StringComparison.Ordinal))
            {
                // Codes have come to the words.
                Assert.Equal(Members(then).Keys, Members(then).Keys.Intersect(Members(now).Keys));
                Assert.All(Members(then), m => Assert.Equal((m.Key, m.Value), (m.Key, Members(now)[m.Key])));
            }
            else
            {
                Assert.Equal(then, now);
            }
        }

        Assert.Equal(Then.Length, Shown(database).Count);
        Assert.All(cut.Events<OfferEnded>().Where(e => e.How == OfferEnd.Withdrawn), e => Assert.Null(e.Reason));
        Assert.All(cut.Events<WebhookDue>(), e => Assert.Null(e.Because));
        Assert.All(cut.Events<WorkerPaused>().Where(e => e.Cause == PauseCause.NoAnswer), e => Assert.Null(e.Reason));
        Assert.All(cut.State.Tasks.All.Where(t => t.State == TaskState.Expired), t => Assert.Null(t.EndReason));
    }

    private static Dictionary<string, string> Members(string line)
    {
        var entry = JsonNode.Parse(line["old event ".Length..])!.AsObject();
        return entry["data"]!.AsObject().Concat(entry.Where(m => m.Key != "data")).ToDictionary(m => m.Key, m => m.Value!.ToJsonString());
    }

    private static Database Open(TestFolder folder) =>
        new(new StorageOptions { Folder = folder.Path }, DispatchMigrations.All, NullLogger<Database>.Instance);

    private static async Task KeepAsync(Database database, string name, TeamHarness team)
    {
        var (state, tasks) = (TeamSnapshot.Empty(), new List<TaskItem>());
        foreach (var entry in team.Log)
        {
            Team.Apply(state, entry);
            tasks.AddRange(TeamRows.Changed(state, [entry]));
        }

        await database.WriteAsync(TeamRows.Append(new(name), team.Log, null, tasks));
    }

    private static List<string> Shown(Database database)
    {
        var lines = new List<string>();
        foreach (var team in (string[])["old", "cut"])
        {
            var events = EventRows.List(database, new(team), new EventQuery { Limit = 1000 });
            lines.AddRange(events.Select(r => $"{team} event {WithoutId(r)}"));
            var state = TeamRows.Load(database, new(team), Decider.Instance).State;
            lines.AddRange(state.Roster.All.Select(w => $"{team} worker {Json(WorkerView.From(state, w))}"));
            foreach (var task in state.Tasks.All.OrderBy(t => t.AddedBy))
            {
                lines.Add($"{team} row {Json(TaskView.From(TaskRows.Find(database, new(team), task.Id)!))}");
                lines.Add($"{team} task {Json(TaskView.From(state, task, state.Time))}");
                lines.AddRange(state.Roster.All.Select(w =>
                    $"{team} {task.Id} {w.Contact}: {EligibilityRuleText.OfPair(state, task, w, state.Index.FirstRefusal(task, w))}"));
                lines.AddRange(task.PastOffers.Select(o =>
                    $"{team} {task.Id} {o.Number}: {Accept(state, new AcceptOffer(task.Id, o.Contact, o.Number))}"));
            }
        }

        return lines;
    }

    private static string? Accept(TeamState state, AcceptOffer command) =>
        new Team(Decider.Instance, state).Handle(command, state.Time).Refusal?.Detail;

    /// <summary>An event as releases showed it that had no ids of events.</summary>
    private static string WithoutId(EventRow row) =>
        Json(EventView.From(row, null)).Replace($"\"id\":\"{row.Reference}\",", "", StringComparison.Ordinal);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DispatchJson.Options);
}
