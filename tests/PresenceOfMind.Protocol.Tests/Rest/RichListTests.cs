using System.Net;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Tests.Pidf;

namespace PresenceOfMind.Protocol.Tests.Rest;

public class RichListTests
{
    private static readonly PidfDocument Joe = PidfReader.Read(PidfReaderTests.Sample);
    private static readonly PidfDocument Rita = new() { Entity = "sip:rita@example.com", Tuples = [new() { Id = "t", IsOpen = false }] };

    [Fact]
    public void A_rich_list_has_a_document_each()
    {
        var list = RestAnswers.WriteRichList([Joe, Rita]);

        Assert.StartsWith(
            Texts.Declaration + "<presenceList><presence entity=\"sip:joe@example.com\"",
            list.Text(),
            StringComparison.Ordinal);
        AssertBoth(RestAnswers.ReadRichList(list));
    }

    [Fact]
    public void An_empty_list_is_read_as_such() => Assert.Empty(RestAnswers.ReadRichList(RestAnswers.WriteRichList([])));

    [Fact]
    public void Documents_of_other_releases_are_read_at_any_depth_in_any_namespace_and_escaped()
    {
        var joe = PidfWriter.Write(Joe).Text().Replace("urn:ietf:params:xml:ns:pidf\"", "urn:x\"", StringComparison.Ordinal);
        var rita = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + PidfWriter.Write(Rita).Text();

        AssertBoth(RestAnswers.ReadRichList($"<a><b><c>{joe}</c></b><d>\n {WebUtility.HtmlEncode(rita)}</d></a>".Utf8()));
        AssertBoth(RestAnswers.ReadRichList($"<a>{joe}<d/><e><![CDATA[{rita}]]></e></a>".Utf8()));
        AssertBoth(RestAnswers.ReadRichList($"<a>{WebUtility.HtmlEncode($"<l>{joe}{PidfWriter.Write(Rita).Text()}</l>")}</a>".Utf8()));
        AssertBoth(RestAnswers.ReadRichList($"<a>{WebUtility.HtmlEncode(joe + "\n" + PidfWriter.Write(Rita).Text())}</a>".Utf8()));
        AssertBoth(RestAnswers.ReadRichList($"<a>{WebUtility.HtmlEncode($"<?xml version='1.0'?>{joe} \uFEFF{rita}")}</a>".Utf8()));
        AssertBoth(RestAnswers.ReadRichList($"<a><![CDATA[<?xml version=\"1.0\" encoding=\"UTF-8\"?>{joe}{rita}]]></a>".Utf8()));
    }

    [Fact]
    public void A_single_document_is_a_list_too() =>
        Assert.Equal("sip:joe@example.com", Assert.Single(RestAnswers.ReadRichList(PidfWriter.Write(Joe))).Entity);

    private static void AssertBoth(IReadOnlyList<PidfDocument> read)
    {
        Assert.Equal(["sip:joe@example.com", "sip:rita@example.com"], read.Select(d => d.Entity!));
        Assert.Equal(PresenceState.Available, read[0].State);
        Assert.False(read[1].Tuples[0].IsOpen);
    }
}
