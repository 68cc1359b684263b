using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Erasure;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Erasure;

public sealed class PseudonymTests
{
    private const string Contact = "o'neil+ines@example.com";

    private static readonly Pseudonym Person = new(Contact, ["Inês O'Neil", "Inês"], "erased-1");

    private static readonly PersonalShape Task = PersonalShape.From(typeof(TaskItem), StateJson.Row);

    /// <summary>What the contact may be spelled like.</summary>
    public static TheoryData<string> Spellings =>
    [
        Contact, "O'Neil+Ines@Example.com", .. ((string[])["sip:", "sips:", "pres:", "im:", "mailto:", "SIP:"]).Select(s => s + Contact),
        "o%27neil%2Bines@example.com", "sip:%6F'neil+ines@%65xample.com",
    ];

    [Theory]
    [InlineData("Ask o'neil+ines@example.com about it", "Ask erased-1 about it")]
    [InlineData("Mail O'Neil+Ines@Example.com, or sip:o'neil+ines@example.com.", "Mail erased-1, or erased-1.")]
    [InlineData("Inês O'Neil and Inês; Inês's desk", "erased-1 and erased-1; erased-1's desk")]
    [InlineData("Inêsita, Ines and inês stay", "Inêsita, Ines and inês stay")]
    [InlineData(
        "xo'neil+ines@example.com and o'neil+ines@example.community are others",
        "xo'neil+ines@example.com and o'neil+ines@example.community are others")]
    public void What_people_wrote_loses_contact_and_name_where_they_are_whole_words(string text, string after)
    {
        foreach (var (type, member) in ((string, string)[])
        [
            (
                "task.added",
                "title"), ("task.noted", "text"), ("task.queued", "reason"), ("offer.ended", "reason"), ("worker.paused", "reason"),
            ("source.lost", "reason"), ("task.noted", "by"), ("row", "endReason"), ("row", "title"),
        ])
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, string> { [member] = text });
            var replaced = Replace(type, json);
            Assert.Equal(after, (string?)JsonNode.Parse(replaced ?? json)![member]);
            Assert.Equal(text == after, replaced is null);
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_contact_is_found_however_it_is_spelled(string spelled)
    {
        Assert.Equal("""{"id":"a","contact":"erased-1"}""", Replace("task.held", $$"""{"id":"a","contact":"{{spelled}}"}"""));
        Assert.Equal(
            """{"need":{"named":["bob@example.com","erased-1"]}}""",
            Replace("row", $$$"""{"need":{"named":["bob@example.com","{{{spelled}}}"]}}"""));
        Assert.Equal(
            """{"worker":{"labels":{"lead":"erased-1"}}}""",
            Replace("worker.put", $$$$"""{"worker":{"labels":{"lead":"{{{{spelled}}}}"}}}"""));
        Assert.Equal(
            """{"queue":{"workers":{"attribute":"contact","operator":"in","value":["erased-1"]}}}""",
            Replace("queue.put", $$$$"""{"queue":{"workers":{"attribute":"contact","operator":"in","value":["{{{{spelled}}}}"]}}}"""));
        Assert.Equal("""{"text":"Ask (erased-1), today"}""", Replace("task.noted", $$"""{"text":"Ask ({{spelled}}), today"}"""));
        Assert.Equal("""{"by":"erased-1"}""", Replace("task.noted", $$"""{"by":"{{spelled}}"}"""));
    }

    [Fact]
    public void Another_word_before_a_contact_stays() =>
        Assert.Equal("""{"text":"Re:erased-1"}""", Replace("task.noted", $$"""{"text":"Re:{{Contact}}"}"""));

    [Fact]
    public void Attributes_are_what_people_wrote()
    {
        var attributes = """{"caller":"Inês","Inês":["o'neil+ines@example.com",{"a":"for Inês O'Neil"}],"n":1}""";
        var replaced = JsonNode.Parse(Replace("task.added", JsonSerializer.Serialize(new { attributes }))!)!;
        Assert.Equal("""{"caller":"erased-1","In\u00EAs":["erased-1",{"a":"for erased-1"}],"n":1}""", (string?)replaced["attributes"]);
    }

    [Fact]
    public void What_the_configuration_calls_by_the_same_word_stays()
    {
        Assert.Null(
            Replace("worker.put", """{"worker":{"contact":"bob@example.com","name":"Inês","skills":{"Inês":1},"labels":{"a":"Inês"}}}"""));
        Assert.Null(Replace("queue.put", """{"queue":{"name":"Inês","outcomes":["Inês"]}}"""));
        Assert.Equal(
            """{"worker":{"contact":"erased-1","name":"erased-1","calendar":"In\u00EAs"}}""",
            Replace("worker.put", """{"worker":{"contact":"o'neil+ines@example.com","name":"Inês","calendar":"Inês"}}"""));
    }

    [Fact]
    public void The_name_of_somebody_else_beside_the_contact_stays() =>
        Assert.Equal(
            """{"former":"erased-1","workerContact":"bob@example.com","workerName":"Bob"}""",
            Person.Replace(
                """{"former":"o'neil+ines@example.com","workerContact":"bob@example.com","workerName":"Bob"}""",
                PersonalShape.From(typeof(TaskItem), StateJson.Snapshot)));

    [Fact]
    public void A_calendar_file_loses_the_person_and_keeps_its_times()
    {
        const string Before =
            "BEGIN:VEVENT\r\nDTSTART:20260105T080000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nSUMMARY:Inês is\r\n  away\r\n"
            + "ATTENDEE;CN=\"Inês O'Neil\":mailto:o'neil+in\r\n es@example.com\r\nEND:VEVENT\r\n";
        const string After =
            "BEGIN:VEVENT\r\nDTSTART:20260105T080000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nSUMMARY:erased-1 is away\r\n"
            + "ATTENDEE;CN=\"erased-1\":erased-1\r\nEND:VEVENT\r\n";
        var person = new Pseudonym(Contact, ["Inês O'Neil", "Inês", "MO"], "erased-1");
        var json = JsonSerializer.Serialize(new { calendar = new { name = "free", iCalendar = Before } });

        var replaced = person.Replace(json, PersonalShape.From(EventNames.Find("calendar.put")!));
        Assert.Equal(After, (string?)JsonNode.Parse(replaced!)!["calendar"]!["iCalendar"]);
    }

    [Fact]
    public void What_a_later_release_wrote_loses_the_contact() =>
        Assert.Equal(
            """{"id":"a","later":{"erased-1":["erased-1","x"]}}""",
            Replace("task.held", """{"id":"a","later":{"o'neil+ines@example.com":["sip:o'neil+ines@example.com","x"]}}"""));

    [Fact]
    public void Nobody_is_found_in_what_does_not_name_the_person() =>
        Assert.Null(Replace("task.added", """{"title":"Say \"hello\" at 100%","contact":"bob@example.com"}"""));

    private static string? Replace(string type, string json)
    {
        var replaced = Person.Replace(json, type == "row" ? Task : PersonalShape.From(EventNames.Find(type)!));
        return replaced is null ? null : JsonNode.Parse(replaced)!.ToJsonString();
    }
}
