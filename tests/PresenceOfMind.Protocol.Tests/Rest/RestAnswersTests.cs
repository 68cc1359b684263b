using System.Buffers;

namespace PresenceOfMind.Protocol.Tests.Rest;

public class RestAnswersTests
{
    [Fact]
    public void Answers_have_the_exact_spelling_and_no_white_space()
    {
        Assert.Equal("<session><sessionKey>k</sessionKey></session>", RestAnswers.WriteSession("k", null).Text());
        Assert.Equal("<session backupServer=\"b\"><sessionKey>k</sessionKey></session>", RestAnswers.WriteSession("k", "b").Text());
        Assert.Equal("<session><redirect primaryServer=\"p\" backupServer=\"b\" /></session>", RestAnswers.WriteRedirect("p", "b").Text());
        Assert.Equal("<session><redirect primaryServer=\"p\" /></session>", RestAnswers.WriteRedirect("p", null).Text());
        Assert.Equal(
            "<error><code>101</code><message>m &amp; m</message><fix>f</fix></error>",
            RestAnswers.WriteError(new PwsError(PwsErrorCode.SessionKeyInvalid, "m & m", "f", 401)).Text());
    }

    [Fact]
    public void A_login_answers_a_key_or_the_way_home()
    {
        Assert.Equal(new SessionAnswer("k", null, null), RestAnswers.ReadSession(RestAnswers.WriteSession("k", null)));
        Assert.Equal(new SessionAnswer("k", "b", null), RestAnswers.ReadSession("<s:session xmlns:s='u' backupServer='b'><s:sessionKey> k\n</s:sessionKey></s:session>".Utf8()));
        Assert.Equal(new SessionAnswer(null, null, new SessionRedirect("p", "b")), RestAnswers.ReadSession(RestAnswers.WriteRedirect("p", "b")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<session/>")]
    [InlineData("<session><sessionKey/></session>")]
    [InlineData("<html><body>It works</body></html>")]
    public void Anything_else_is_no_answer_to_a_login(string body) =>
        Assert.Equal(PwsErrorCode.XmlInvalid, Assert.Throws<PwsException>(() => RestAnswers.ReadSession(body.Utf8())).Code);

    [Fact]
    public void A_basic_list_has_a_contact_each()
    {
        var list = Written([new("joe@example.com", PresenceState.Available), new("a&\"<>'@é", PresenceState.Unknown)]);

        Assert.Equal(
            "<presenceList><contact contactURI=\"joe@example.com\" presenceStatus=\"AVAILABLE\"/>"
            + "<contact contactURI=\"a&amp;&quot;&lt;&gt;'@é\" presenceStatus=\"UNKNOWN\"/></presenceList>",
            list.Text());
        Assert.Equal("<presenceList></presenceList>", Written([]).Text());
    }

    [Fact]
    public void Basic_lists_of_other_releases_are_read_at_any_depth_and_in_any_namespace()
    {
        var list = RestAnswers.ReadBasicList("""
            <?xml version="1.0"?>
            <s:answer xmlns:s="urn:x"><s:basicPresenceList xmlns="urn:y">
              <s:contact presenceStatus=" BUSY " contactURI="joe@example.com" more="1"><x/></s:contact>
              <contact contactURI="rita@example.com" presenceStatus="LUNCH"/>
              <contact contactURI="no@status"/>
            </s:basicPresenceList></s:answer>
            """.Utf8());

        Assert.Equal([new("joe@example.com", PresenceState.Busy), new("rita@example.com", PresenceState.Unknown)], list);
    }

    [Fact]
    public void Characters_that_xml_cannot_carry_are_replaced()
    {
        var list = RestAnswers.ReadBasicList(Written([new("j\u0001o" + '\uD83D' + "e@x", PresenceState.Dnd)]));

        Assert.Equal([new("j\uFFFDo\uFFFDe@x", PresenceState.Dnd)], list);
        Assert.True(RestAnswers.TryReadError(RestAnswers.WriteError(PwsError.Of(PwsErrorCode.LoginFailed) with { Message = "a\u0000b" }), out _, out var message, out _));
        Assert.Equal("a\uFFFDb", message);
    }

    [Fact]
    public void Every_error_of_the_table_is_read_as_it_is_written()
    {
        foreach (var error in PwsError.All)
        {
            Assert.True(RestAnswers.TryReadError(RestAnswers.WriteError(error), out var code, out var message, out var fix));
            Assert.Equal((error.Code, error.Message, error.Fix), (code, message, fix));
        }
    }

    [Fact]
    public void An_error_without_sentences_gets_those_of_the_table()
    {
        Assert.True(RestAnswers.TryReadError("<x:error xmlns:x='u'><x:code> 133 </x:code></x:error>".Utf8(), out var code, out var message, out var fix));
        Assert.Equal(PwsErrorCode.SubscriptionUnknown, code);
        Assert.Equal(PwsError.Of(code), new PwsError(code, message, fix, 400));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Not Found")]
    [InlineData("<html/>")]
    [InlineData("<error><code>999</code></error>")]
    [InlineData("<error><message>m</message></error>")]
    [InlineData("<error><code>101</code>")]
    public void Anything_else_is_no_error_body(string body) => Assert.False(RestAnswers.TryReadError(body.Utf8(), out _, out _, out _));

    internal static byte[] Written(IReadOnlyList<ContactPresence> contacts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RestAnswers.WriteBasicList(buffer, contacts);
        return buffer.WrittenSpan.ToArray();
    }
}
