using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Dispatch.Api.Events;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>
/// A database of a release that kept causes and reasons in words: <c>old-words.db</c>. Team <c>old</c> has its whole log, team <c>cut</c> a
/// snapshot in its place. That release showed what stands in <c>old-words.txt</c>.
/// </summary>
public sealed class OldWordsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Storage");

    [Fact]
    public void What_a_release_kept_in_words_is_shown_as_that_release_showed_it()
    {
        var shown = Shown();
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, "old-words.txt")), shown);
    }

    internal static List<string> Shown()
    {
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Folder, "old-words.db"), Path.Combine(folder.Path, "pom.db"));
        using var database = new Database(new StorageOptions { Folder = folder.Path }, DispatchMigrations.All, NullLogger<Database>.Instance);
        var lines = new List<string>();
        foreach (var team in (string[])["old", "cut"])
        {
            lines.AddRange(EventRows.List(database, team, new EventQuery { Limit = 1000 }).Select(r => $"{team} event {Json(EventView.Of(r))}"));
            var state = TeamRows.Load(database, team, Decider.Instance).State;
            lines.AddRange(state.Roster.All.Select(w => $"{team} worker {Json(WorkerView.Of(state, w))}"));
            foreach (var task in state.Tasks.All.OrderBy(t => t.AddedBy))
            {
                lines.Add($"{team} row {Json(TaskView.Of(TaskRows.Find(database, team, task.Id)!))}");
                lines.Add($"{team} task {Json(TaskView.Of(state, task, state.Time))}");
                lines.AddRange(state.Roster.All.Select(w => $"{team} {task.Id} {w.Contact}: {RuleWords.OfPair(state, task, w, state.Index.FirstRefusal(task, w))}"));
                lines.AddRange(task.PastOffers.Select(o => $"{team} {task.Id} {o.Number}: {Accept(state, new AcceptOffer(task.Id, o.Contact, o.Number))}"));
            }
        }

        return lines;
    }

    private static string? Accept(TeamState state, AcceptOffer command) => new Team(Decider.Instance, state).Handle(command, state.Time).Refusal?.Detail;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DispatchJson.Options);
}
