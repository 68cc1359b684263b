using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Erasure;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots;

namespace PresenceOfMind.Dispatch.Tests.Erasure;

/// <summary>Each text that is kept is marked: whether it may name a person, and how.</summary>
public sealed class PersonalShapeTests
{
    [Fact]
    public void Each_text_of_an_event_a_snapshot_and_a_row_says_whether_it_may_name_a_person()
    {
        var faults = EventNames.All.Select(n => EventNames.Find(n)!)
            .Select(type => Record.Exception(() => PersonalShape.From(type))?.Message)
            .Append(Record.Exception(() => PersonalShape.From(typeof(TaskItem), StateJson.Row))?.Message)
            .Append(Record.Exception(() => ErasureRows.SnapshotShape("1"))?.Message)
            .Append(Record.Exception(() => ErasureRows.SnapshotShape($"{TeamSnapshot.Shape}"))?.Message).OfType<string>();
        Assert.Equal("", string.Join('\n', faults.Distinct()));
    }

    [Theory]
    [InlineData(typeof(Plain), "Plain.text")]
    [InlineData(typeof(Parameter), "Parameter.text")]
    [InlineData(typeof(Small), "Small.text")]
    [InlineData(typeof(Listed), "Listed.texts")]
    [InlineData(typeof(Keyed), "Keyed.levels")]
    [InlineData(typeof(Within), "Plain.text")]
    [InlineData(typeof(Address), "Address.url")]
    [InlineData(typeof(Both), "Both.text")]
    [InlineData(typeof(Nameless), "Nameless.name")]
    [InlineData(typeof(Astray), "gone")]
    [InlineData(typeof(Typed), "Typed.id")]
    public void A_text_without_its_mark_is_a_fault(Type type, string place) =>
        Assert.Contains(place, Assert.Throws<InvalidOperationException>(() => PersonalShape.From(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_times_and_choices_need_no_mark() => Assert.False(PersonalShape.From(typeof(Bare)).HasNames());

    [Fact]
    public void A_contact_names_a_person_without_a_mark_of_the_member()
    {
        var shape = PersonalShape.From(typeof(People));
        Assert.All((string[])["one", "maybe"], member => Assert.Equal(Personal.Contact, shape.Inner(member).Kind));
        Assert.Equal(Personal.Contact, shape.Inner("all").Inner(null).Kind);
        Assert.Equal(Personal.Contact, shape.Inner("levels").Kind);
    }

    [Fact]
    public void Names_are_found_at_any_depth()
    {
        Assert.True(PersonalShape.From(EventNames.Find("worker.put")!).HasNames());
        Assert.False(PersonalShape.From(EventNames.Find("queue.put")!).HasNames());
        Assert.Equal(
            ["Ann Osei"],
            PersonNames.Find(
                """{"workers":[{"settings":{"contact":"ann@example.com","name":"Ann Osei"}},{"settings":{"contact":"bob@example.com","name":"Bob"}}]}""",
                ErasureRows.SnapshotShape("1"),
                "ann@example.com"));
        Assert.Equal(
            ["Ann Osei"],
            PersonNames.Find(
                """{"workers":[{"worker":{"settings":{"contact":"ann@example.com","name":"Ann Osei"}}},{"worker":{"settings":{"contact":"bob@example.com","name":"Bob"}}}]}""",
                ErasureRows.SnapshotShape("2"),
                "ann@example.com"));
        Assert.Equal(
            ["Ann"],
            PersonNames.Find(
                """{"worker":"ann@example.com","workerName":"Ann"}""",
                PersonalShape.From(typeof(TaskItem), StateJson.Row),
                "ann@example.com"));
    }

    private sealed record Plain
    {
        public string? Text { get; init; }
    }

    private sealed record Parameter(string Text);

    private readonly record struct Small(string Text);

    private sealed record Listed(IReadOnlyList<string> Texts);

    private sealed record Keyed(IReadOnlyDictionary<string, int> Levels);

    private sealed record Within(IReadOnlyList<Plain> Items);

    private sealed record Address(Uri Url);

    private sealed record Both([NotPersonal][Personal(Personal.Text)] string Text);

    private sealed record Nameless([Personal(Personal.Name)] string Name);

    private sealed record Astray([Personal(Personal.Name, Of = "Gone")] string Name);

    private sealed record People(Contact One, Contact? Maybe, IReadOnlyList<Contact> All, IReadOnlyDictionary<Contact, int> Levels);

    private sealed record Typed([NotPersonal] TaskId Id);

    private sealed record Bare(int Number, long? Long, DateTimeOffset At, TimeSpan Span, DateOnly Day, bool Flag, DayOfWeek Choice);
}
