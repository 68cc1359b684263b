using System.Text.Json;
using Dapper;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Identity;

/// <summary>Ids are texts wherever they are stored or sent, and have a type of their own in the code.</summary>
public sealed class TextIdTests
{
    /// <summary>Every type of id that there is.</summary>
    public static TheoryData<Type> Ids { get; } =
        [.. typeof(TaskId).Assembly.GetTypes().Where(t => t.IsValueType && TextIdJson.IsTextId(t))];

    [Fact]
    public void An_id_is_written_as_its_text_also_as_a_key_and_in_a_list()
    {
        var value = new Holder(new TaskId("a"), null, [new TaskId("b")], new Dictionary<TaskId, int> { [new TaskId("c")] = 1 });
        const string text = """{"id":"a","maybe":null,"list":["b"],"byId":{"c":1}}""";
        Assert.Equal(text, JsonSerializer.Serialize(value, DispatchJson.Options));
        var read = JsonSerializer.Deserialize<Holder>(text, DispatchJson.Options)!;
        Assert.Equal((value.Id, value.Maybe), (read.Id, read.Maybe));
        Assert.Equal(value.List, read.List);
        Assert.Equal(value.ById, read.ById);
    }

    [Fact]
    public void A_default_id_cannot_be_stored()
    {
        Assert.Throws<InvalidOperationException>(() => EventJson.Write(new TaskForgotten(default)));
        Assert.Throws<InvalidOperationException>(() => default(TaskId).Value);
    }

    [Theory]
    [InlineData("""{"id":1,"list":[],"byId":{}}""")]
    [InlineData("""{"id":null,"list":[],"byId":{}}""")]
    public void Only_a_text_is_an_id(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>(text, DispatchJson.Options));

    [Fact]
    public void Ids_are_compared_by_their_texts()
    {
        Assert.Equal(new TaskId("a"), new TaskId(string.Concat("", "a")));
        Assert.NotEqual(new TaskId("a"), new TaskId("A"));
        Assert.Equal(new TaskId("a").GetHashCode(), new TaskId("a").GetHashCode());
    }

    [Fact]
    public void An_empty_text_in_a_path_is_no_id_and_any_other_is()
    {
        Assert.False(TaskId.TryParse("", null, out _));
        Assert.False(TaskId.TryParse(null, null, out _));
        Assert.True(TaskId.TryParse("no such", null, out var id));
        Assert.Equal("no such", id.Value);
        Assert.Throws<FormatException>(() => TaskId.Parse("", null));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_type_of_id_says_whether_it_names_a_person(Type id) =>
        Assert.Single(id.GetCustomAttributes(inherit: false), a => a is PersonalAttribute or NotPersonalAttribute);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Queries_take_each_type_of_id(Type id)
    {
        _ = DispatchMigrations.All;
        Assert.True(SqlMapper.HasTypeHandler(id));
    }

    [Fact]
    public void A_contact_is_compared_by_its_key_when_a_rule_has_taken_it()
    {
        Assert.Equal(new Contact("ann@example.com"), Contact.Spelled(" SIP:Ann@Example.com"));
        Assert.Equal(new Contact("ann@example.com"), new Contact("sip:ann@example.com").Key);
        Assert.Equal("no contact", Contact.Spelled("no contact").Value);
        Assert.False(new Contact("no contact").IsValid);
    }

    private sealed record Holder(TaskId Id, TaskId? Maybe, IReadOnlyList<TaskId> List, IReadOnlyDictionary<TaskId, int> ById);
}
