using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Storage.Erasure;

namespace PresenceOfMind.Dispatch.Tests.Erasure;

public sealed class PseudonymTests
{
    private static readonly Pseudonym Person = new("o'neil+ines@example.com", ["Inês O'Neil", "Inês"], "erased-1");

    [Theory]
    [InlineData("Ask o'neil+ines@example.com about it", "Ask erased-1 about it")]
    [InlineData("Mail O'Neil+Ines@Example.com, or sip:o'neil+ines@example.com.", "Mail erased-1, or erased-1.")]
    [InlineData("Inês O'Neil and Inês; Inês's desk", "erased-1 and erased-1; erased-1's desk")]
    [InlineData("Inêsita, Ines and inês stay", "Inêsita, Ines and inês stay")]
    [InlineData("xo'neil+ines@example.com and o'neil+ines@example.community are others", "xo'neil+ines@example.com and o'neil+ines@example.community are others")]
    public void What_people_wrote_loses_contact_and_name_where_they_are_whole_words(string text, string after)
    {
        foreach (var member in (string[])["title", "text", "reason", "endReason", "by"])
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, string> { [member] = text });
            var replaced = Person.Replace(json);
            Assert.Equal(after, (string?)JsonNode.Parse(replaced ?? json)![member]);
            Assert.Equal(text == after, replaced is null);
        }
    }

    [Fact]
    public void Attributes_are_what_people_wrote()
    {
        var attributes = """{"caller":"Inês","Inês":["o'neil+ines@example.com",{"a":"for Inês O'Neil"}],"n":1}""";
        var replaced = JsonNode.Parse(Person.Replace(JsonSerializer.Serialize(new { attributes }))!)!;
        Assert.Equal("""{"caller":"erased-1","In\u00EAs":["erased-1",{"a":"for erased-1"}],"n":1}""", (string?)replaced["attributes"]);
    }

    [Fact]
    public void What_the_configuration_calls_by_the_same_word_stays()
    {
        Assert.Null(Person.Replace("""{"queue":"Inês","skills":["Inês"],"name":"Inês"}"""));
        Assert.Equal("""{"contact":"erased-1","name":"erased-1","queue":"In\u00EAs"}""", Person.Replace("""{"contact":"o'neil+ines@example.com","name":"Inês","queue":"Inês"}"""));
    }

    [Fact]
    public void Nobody_is_found_in_what_does_not_name_the_person() => Assert.Null(Person.Replace("""{"title":"Say \"hello\"","contact":"bob@example.com"}"""));
}
