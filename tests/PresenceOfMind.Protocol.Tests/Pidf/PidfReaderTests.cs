using System.Net;
using System.Text;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Tests.Pidf;

public class PidfReaderTests
{
    internal const string Sample = """
        <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:joe@example.com">
          <person xmlns="urn:cisco:params:xml:ns:pidf:rpid" id="joe">
            <activities><available/><phone-status>unavailable</phone-status><im-status>available</im-status></activities>
          </person>
          <display-name xmlns="urn:ietf:params:xml:ns:pidf:cipid">Joe</display-name>
          <tuple id="cisco-pws">
            <source xmlns="urn:cisco:params:xml:ns:pidf:source">Presence Web Service</source>
            <servcaps xmlns="urn:ietf:params:xml:ns:pidf:servcaps"><text>true</text></servcaps>
            <user-input>active</user-input>
            <status><basic>open</basic></status>
          </tuple>
        </presence>
        """;

    [Fact]
    public void The_protocols_sample_is_read() => AssertSample(PidfReader.Read(Sample.Utf8()));

    [Fact]
    public void Namespaces_do_not_matter() =>
        AssertSample(PidfReader.Read(System.Text.RegularExpressions.Regex.Replace(Sample, " xmlns=\"[^\"]*\"", "")));

    [Fact]
    public void An_escaped_document_is_read() => AssertSample(PidfReader.Read((" " + WebUtility.HtmlEncode(Sample)).Utf8()));

    [Fact]
    public void A_string_may_declare_an_encoding_that_it_no_longer_has() =>
        AssertSample(PidfReader.Read("\r\n<?xml version=\"1.0\" encoding=\"utf-16\"?>" + Sample));

    [Fact]
    public void Activities_notes_class_and_user_input_may_stand_in_person()
    {
        var person = PidfReader.Read("""
            <presence><person id="p"><note> Back at noon </note><class>manual</class>
              <activities><away/><user-input>idle</user-input><note>Lunch</note><juggling/></activities><mood>happy</mood>
            </person></presence>
            """).Person!;

        Assert.Equal(["away", "juggling"], person.Activities.Select(a => a.Name));
        Assert.Equal([new() { Text = "Back at noon" }, new() { Text = "Lunch" }], person.Notes);
        Assert.Equal(("manual", "idle"), (person.Class, person.UserInput));
        Assert.Equal("happy", Assert.Single(person.Extras).Text);
    }

    [Fact]
    public void The_data_model_and_rpid_of_the_rfcs_are_read()
    {
        var document = PidfReader.Read("""
            <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
                      xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:rita@example.com">
              <tuple id="t1"><status><basic>closed</basic></status><rpid:class>calls</rpid:class>
                <contact priority="0.8">sip:rita@pc.example.com</contact><note xml:lang="en">Desk</note>
                <timestamp>2026-11-24T10:00:00+01:00</timestamp></tuple>
              <note>In all</note>
              <dm:device id="d1"><rpid:user-input last-input="2026-11-24T10:00:00Z">idle</rpid:user-input><dm:deviceID>urn:device:1</dm:deviceID></dm:device>
              <dm:person id="p1"><rpid:activities><rpid:on-the-phone/><rpid:note>Customer</rpid:note></rpid:activities><rpid:place-is><rpid:audio><rpid:noisy/></rpid:audio></rpid:place-is></dm:person>
              <dm:person id="p2"><rpid:activities><rpid:travel/></rpid:activities></dm:person>
            </presence>
            """);

        var tuple = Assert.Single(document.Tuples);
        Assert.False(tuple.IsOpen);
        Assert.Equal(("sip:rita@pc.example.com", "0.8"), (tuple.Contact, tuple.ContactPriority));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), tuple.Timestamp);
        Assert.Equal([new() { Text = "Desk", Language = "en" }], tuple.Notes);
        Assert.Equal([new() { Text = "In all" }], document.Notes);
        Assert.Equal(("urn:device:1", "idle"), (document.Devices[0].DeviceId, document.Devices[0].UserInput));
        Assert.Equal(["on-the-phone", "travel"], document.Person!.Activities.Select(a => a.Name));
        Assert.Equal("noisy", Assert.Single(document.Person.Extras).Children[0].Children[0].Name);
        Assert.Equal(PresenceState.Busy, document.State);
    }

    [Fact]
    public void A_tuple_tells_what_the_device_is()
    {
        var tuple = PidfReader.Read("""
            <presence><tuple id="SEP1"><servcaps><audio>true</audio><text>false</text><video>true</video></servcaps>
              <model>7962</model><user-input>idle</user-input><contact>tel:+1234</contact></tuple></presence>
            """).Tuples[0];

        Assert.True(tuple.HasAudio);
        Assert.False(tuple.HasText);
        Assert.Equal(["audio", "text", "video"], tuple.Capabilities.Select(c => c.Name));
        Assert.Equal(("7962", "idle", "tel:+1234", null), (tuple.Model, tuple.UserInput, tuple.Contact, tuple.IsOpen));
    }

    [Theory]
    [InlineData("<presence><person><activities><clear/></activities></person><tuple id='pws_override'/></presence>", true)]
    [InlineData("<presence><tuple id='pws-override'><status><clear/></status></tuple></presence>", true)]
    [InlineData("<presence><tuple id='pws-override'><clear/></tuple></presence>", true)]
    [InlineData("<presence><clear/></presence>", true)]
    [InlineData("<presence><person><activities><away/></activities></person></presence>", false)]
    public void An_element_clear_asks_to_end_an_override(string document, bool clear) =>
        Assert.Equal(clear, PidfReader.Read(document).IsClear);

    [Theory]
    [InlineData("", PwsErrorCode.XmlInvalid)]
    [InlineData("AWAY", PwsErrorCode.XmlInvalid)]
    [InlineData("<presence>", PwsErrorCode.XmlInvalid)]
    [InlineData("&lt;presence>", PwsErrorCode.XmlInvalid)]
    [InlineData("<!DOCTYPE presence><presence/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<person/>", PwsErrorCode.RootElementInvalid)]
    [InlineData("&lt;person/&gt;", PwsErrorCode.RootElementInvalid)]
    public void Anything_else_is_refused(string document, PwsErrorCode code)
    {
        Assert.Equal(code, Assert.Throws<PwsException>(() => PidfReader.Read(document.Utf8())).Code);
    }

    [Fact]
    public void A_document_that_is_nested_without_end_is_refused()
    {
        var deep = new StringBuilder("<presence>")
            .Insert("<presence>".Length, "<a>", 100_000)
            .Insert("<presence>".Length + 300_000, "</a>", 100_000)
            .Append("</presence>")
            .ToString();

        Assert.Equal(PwsErrorCode.XmlInvalid, Assert.Throws<PwsException>(() => PidfReader.Read(deep)).Code);
    }

    private static void AssertSample(PidfDocument document)
    {
        Assert.Equal(("sip:joe@example.com", "joe", "Joe"), (document.Entity, document.Person?.Id, document.DisplayName));
        Assert.Equal(
            [("available", null), ("phone-status", "unavailable"), ("im-status", "available")],
            document.Person!.Activities.Select(a => (a.Name, a.Text)));
        var tuple = Assert.Single(document.Tuples);
        Assert.Equal((PwsTuples.Own, PwsTuples.Source, "active", true), (tuple.Id, tuple.Source, tuple.UserInput, tuple.IsOpen));
        Assert.True(tuple.HasText);
        Assert.Empty(tuple.Extras);
        Assert.Equal(PresenceState.Available, document.State);
        Assert.False(document.IsClear);
    }

    [Theory]
    [InlineData("<person><activities><available/><on-the-phone/></activities></person>", PresenceState.Busy)]
    [InlineData(
        "<person><activities><away/></activities></person><person><activities><meeting/></activities></person>",
        PresenceState.Busy)]
    [InlineData("<person><activities><available/><user-input>idle</user-input></activities></person>", PresenceState.Away)]
    [InlineData("<person><activities><busy/><user-input>idle</user-input></activities></person>", PresenceState.Busy)]
    [InlineData(
        "<person><activities><available/></activities></person><tuple id='t'><status><basic>open</basic><dnd "
            + "xmlns='urn:cisco:params:xml:ns:pidf:ext'/></status></tuple>",
        PresenceState.Dnd)]
    [InlineData(
        "<person><activities><available/></activities></person><tuple id='t'><status><dnd>true</dnd></status></tuple>",
        PresenceState.Dnd)]
    [InlineData(
        "<person><activities><available/></activities></person><tuple id='t'><status><dnd>false</dnd></status></tuple>",
        PresenceState.Available)]
    [InlineData(
        "<person><activities><on-the-phone/></activities></person><tuple id='t'><status><dnd/></status></tuple>",
        PresenceState.Busy)]
    public void All_that_is_said_of_a_person_counts(string content, PresenceState state) =>
        Assert.Equal(state, PidfReader.Read($"<presence>{content}</presence>").State);
}
