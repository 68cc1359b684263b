using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Tests.Teams;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Tasks;

public sealed class RepeatTests
{
    [Fact]
    public void The_same_task_again_gets_the_first_answer()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Available));
        var first = team.Do(new AddTask(new("a"), "one", """{"x":1}""")).Picture();
        team.Do(new CompleteTask(new("a")));

        var again = team.Do(new AddTask(new("a"), "one", """{"x":1}"""));

        Assert.Empty(again.Entries);
        Assert.Equal(TaskState.Assigned, first!.State);
        Assert.Equal(TeamPicture.Describe(first), TeamPicture.Describe(again.Picture()));
    }

    [Fact]
    public void Another_task_of_the_same_id_is_refused()
    {
        var team = new TeamHarness();
        team.Add("one", "a");

        Assert.Equal("task-exists", team.Do(new AddTask(new("a"), "two", null)).Refusal?.Code);
        Assert.Equal("task-exists", team.Do(new AddTask(new("a"), "one", "{}")).Refusal?.Code);
    }

    [Fact]
    public void A_command_under_the_same_key_acts_once()
    {
        var team = new TeamHarness();
        var first = team.Do(new AddTask(null, "one", null) { Key = "k" }).Picture();

        var again = team.Do(new AddTask(null, "one", null) { Key = "k" });

        Assert.Equal(TeamPicture.Describe(first), TeamPicture.Describe(again.Picture()));
        Assert.Single(team.State.Tasks.Open);
    }

    [Fact]
    public void Another_command_under_the_same_key_is_refused()
    {
        var team = new TeamHarness();
        team.Do(new AddTask(new("a"), "one", null) { Key = "k" });

        Assert.Equal("key-used", team.Do(new AddTask(new("a"), "two", null) { Key = "k" }).Refusal?.Code);
        Assert.Equal("key-used", team.Do(new CancelTask(new("a")) { Key = "k" }).Refusal?.Code);
    }

    [Fact]
    public void A_repeated_end_under_a_key_gets_the_first_answer_and_without_one_is_refused()
    {
        var team = new TeamHarness();
        team.Add("one", "a");
        var first = team.Do(new CancelTask(new("a")) { Key = "k" }).Picture();

        Assert.Equal(TeamPicture.Describe(first), TeamPicture.Describe(team.Do(new CancelTask(new("a")) { Key = "k" }).Picture()));
        Assert.Equal("task-ended", team.Do(new CancelTask(new("a"))).Refusal?.Code);
    }

    [Fact]
    public void A_key_is_forgotten_after_a_day_and_a_task_id_is_not()
    {
        var team = new TeamHarness();
        team.Do(new AddTask(new("a"), "one", null) { Key = "k" });
        team.Pass(25 * 3600);
        team.Do(new AddTask(new("b"), "two", null) { Key = "other" });

        Assert.Equal("c", team.Do(new AddTask(new("c"), "three", null) { Key = "k" }).Picture()?.Id.Value);
        Assert.Empty(team.Do(new AddTask(new("a"), "one", null)).Entries);
    }

    [Theory]
    [InlineData(null, "", null, "title")]
    [InlineData(null, " ", null, "title")]
    [InlineData(null, "a\nb", null, "title")]
    [InlineData("", "x", null, "id")]
    [InlineData("a/b", "x", null, "id")]
    [InlineData("..", "x", null, "id")]
    [InlineData("ä", "x", null, "id")]
    [InlineData(null, "x", "[]", "attributes")]
    [InlineData(null, "x", "{", "attributes")]
    [InlineData(null, "x", """{"a":1,"a":2}""", "attributes")]
    [InlineData(null, "x", """{"a":"\ud800"}""", "attributes")]
    public void A_wrong_task_is_refused_and_names_the_member(string? id, string title, string? attributes, string field)
    {
        var team = new TeamHarness();
        var position = team.State.Position;

        Assert.Equal(field, team.Do(new AddTask(TaskId.FromNullable(id), title, attributes)).Refusal?.Field);
        Assert.Equal(position, team.State.Position);
    }

    [Fact]
    public void A_title_with_half_a_character_is_refused() =>
        Assert.Equal("title", new TeamHarness().Do(new AddTask(null, "half " + (char)0xD83D, null)).Refusal?.Field);

    [Fact]
    public void A_title_may_be_200_characters_long_and_no_longer()
    {
        var team = new TeamHarness();

        Assert.Null(team.Do(new AddTask(null, new string('x', 200), null)).Refusal);
        Assert.Equal("title", team.Do(new AddTask(null, new string('x', 201), null)).Refusal?.Field);
    }

    [Fact]
    public void A_made_id_avoids_those_that_were_chosen()
    {
        var team = new TeamHarness();
        team.Add("one", $"t-{team.State.Position + 3}");

        Assert.NotEqual("one", team.Add("two").Title);
        Assert.Equal(2, team.State.Tasks.All.Count());
    }

    [Fact]
    public void A_request_on_a_log_of_the_first_release_gets_the_first_answer_again()
    {
        var state = TeamSnapshot.Empty();
        foreach (var (index, line) in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Events", "first-log.jsonl")).Take(29).Index())
        {
            var entry = JsonNode.Parse(line)!;
            Team.Apply(
                state,
                new LogEntry(
                    index + 1,
                    TeamTime.FromWall((DateTimeOffset)entry["at"]!),
                    EventJson.Read((string)entry["type"]!, entry["body"]!.ToJsonString())));
        }

        var request = new AddTask(new("own"), "Own id", """{"kind":"x"}""");
        Assert.NotNull(new Team(Decider.Instance, state).Handle(request, state.Time).Repeated);
        Assert.NotNull(new Team(Decider.Instance, state).Handle(request with { Key = "k1" }, state.Time).Repeated);
        Assert.Equal("task-exists", new Team(Decider.Instance, state).Handle(request with { Title = "Another" }, state.Time).Refusal?.Code);
    }

    [Theory]
    [InlineData("line\u2028separator")]
    [InlineData("paragraph\u2029separator")]
    [InlineData("bell\u0007")]
    [InlineData("next\u0085line")]
    [InlineData("tab\there")]
    public void A_text_of_one_line_has_no_control_characters_and_no_separators_of_lines(string text)
    {
        var team = new TeamHarness("ann");
        team.Add("one", "a");

        Assert.Equal("title", team.Do(new AddTask(null, text, null)).Refusal?.Field);
        Assert.Equal("title", team.Do(new ChangeTask(new("a"), text)).Refusal?.Field);
        Assert.Equal("reason", team.Do(new CancelTask(new("a"), text)).Refusal?.Field);
        Assert.NotNull(team.Do(new PauseWorker(new("ann@example.com"), text)).Refusal);
        Assert.NotNull(team.Do(new PutWorker(new() { Contact = new("ann@example.com"), Name = text })).Refusal);
        Assert.NotNull(
            team.Do(
                new PutWorker(new() { Contact = new("ann@example.com"), Labels = new Dictionary<string, string> { ["site"] = text } })).Refusal);
        Assert.NotNull(team.Do(new PutQueue(new() { Name = new(text) })).Refusal);
        Assert.NotNull(team.Do(new PutQueue(new() { Name = new("q"), Outcomes = [text] })).Refusal);
        Assert.NotNull(team.Do(new AddTask(null, "x", null) { Spec = new() { Skills = [new() { Name = text }] } }).Refusal);
    }

    [Theory]
    [InlineData("e\u0301")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData("नि")]
    public void Characters_are_counted_as_people_see_them(string character)
    {
        var team = new TeamHarness("ann");
        var longest = string.Concat(Enumerable.Repeat(character, 200));

        Assert.Null(team.Do(new AddTask(null, longest, null)).Refusal);
        Assert.Equal("title", team.Do(new AddTask(null, longest + "x", null)).Refusal?.Field);
        Assert.Null(team.Do(new PutWorker(new() { Contact = new("ann@example.com"), Name = longest })).Refusal);
        Assert.NotNull(team.Do(new PutWorker(new() { Contact = new("ann@example.com"), Name = longest + "x" })).Refusal);
    }

    [Fact]
    public void One_character_of_thousands_of_marks_is_too_long() =>
        Assert.Equal("title", new TeamHarness().Do(new AddTask(null, "e" + new string('\u0301', 5000), null)).Refusal?.Field);
}
