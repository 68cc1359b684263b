using CsCheck;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Tests.Pidf;

public class PidfWriterTests
{
    [Fact]
    public void The_protocols_sample_is_given_back_in_the_order_of_the_rfc() =>
        Assert.Equal(
            "<presence entity=\"sip:joe@example.com\" xmlns=\"urn:ietf:params:xml:ns:pidf\">"
            + "<tuple id=\"cisco-pws\"><status><basic>open</basic></status>"
            + "<source xmlns=\"urn:cisco:params:xml:ns:pidf:source\">Presence Web Service</source>"
            + "<servcaps xmlns=\"urn:ietf:params:xml:ns:pidf:servcaps\"><text>true</text></servcaps>"
            + "<user-input xmlns=\"urn:cisco:params:xml:ns:pidf:rpid\">active</user-input></tuple>"
            + "<person id=\"joe\" xmlns=\"urn:cisco:params:xml:ns:pidf:rpid\"><activities><available />"
            + "<phone-status>unavailable</phone-status><im-status>available</im-status></activities></person>"
            + "<display-name xmlns=\"urn:ietf:params:xml:ns:pidf:cipid\">Joe</display-name></presence>",
            PidfWriter.Write(PidfReader.Read(PidfReaderTests.Sample)).Text());

    [Fact]
    public void What_is_written_is_valid() =>
        PidfDocuments.Any.Sample(document => PidfSchema.AssertValid(PidfWriter.Write(document)), iter: 2_000);

    [Fact]
    public void What_is_written_is_read_and_written_as_the_same() =>
        PidfDocuments.Any.Sample(
            document =>
            {
                var once = PidfWriter.Write(document);
                Assert.Equal(once.Text(), PidfWriter.Write(PidfReader.Read(once)).Text());
            },
            iter: 2_000);

    [Fact]
    public void What_is_known_comes_back() =>
        PidfDocuments.Any.Sample(
            document =>
            {
                var read = PidfReader.Read(PidfWriter.Write(document));
                Assert.Equal(document.DisplayName, read.DisplayName);
                Assert.Equal(document.Person is null, read.Person is null);
                Assert.Equal((document.Person?.Class, document.Person?.UserInput), (read.Person?.Class, read.Person?.UserInput));
                Assert.Equal(document.Tuples.Select(Said), read.Tuples.Select(Said));
                Assert.Equal(
                    document.Tuples.SelectMany(t => t.Notes).Select(n => n.Text),
                    read.Tuples.SelectMany(t => t.Notes).Select(n => n.Text));
            },
            iter: 1_000);

    [Fact]
    public void Ids_are_names_and_used_once()
    {
        var document = new PidfDocument
        {
            Person = new PidfPerson { Id = "joe" },
            Tuples = [new() { Id = "joe" }, new() { Id = "1 phone" }, new(), new()],
        };

        var read = PidfReader.Read(PidfWriter.Write(document));

        Assert.Equal(["joe", "_1_phone", "tuple", "tuple-2"], read.Tuples.Select(t => t.Id!));
        Assert.Equal("joe-2", read.Person!.Id);
    }

    [Fact]
    public void Many_tuples_of_one_id_are_written_as_fast_as_others()
    {
        var document = new PidfDocument
        {
            Tuples = [.. Enumerable.Repeat(new PidfTuple { Id = "t" }, 70_000), new PidfTuple { Id = "t-70000" }],
        };

        var read = PidfReader.Read(PidfWriter.Write(document));

        Assert.Equal(document.Tuples.Count, read.Tuples.DistinctBy(t => t.Id).Count());
    }

    [Fact]
    public void Characters_that_xml_cannot_carry_are_replaced() =>
        Assert.Equal(
            "a\uFFFDb",
            PidfReader.Read(PidfWriter.Write(new PidfDocument { Notes = [new() { Text = "a\u0002b" }] })).Notes[0].Text);

    [Fact]
    public void Whatever_bytes_come_only_a_pws_error_is_thrown() =>
        PidfDocuments.Any.Select(PidfWriter.Write).Mutated().Sample(
            bytes =>
            {
                try
                {
                    PidfSchema.AssertValid(PidfWriter.Write(PidfReader.Read(bytes)));
                    RestAnswers.ReadRichList(bytes);
                }
                catch (PwsException)
                {
                }
            },
            iter: 3_000);

    private static (bool?, string?, string?, string?, DateTimeOffset?) Said(PidfTuple tuple) =>
        (tuple.IsOpen, tuple.Source, tuple.Model, tuple.UserInput, tuple.Timestamp is { } t
            ? t.ToUniversalTime().AddTicks(-(t.UtcTicks % TimeSpan.TicksPerMillisecond))
            : null);
}
