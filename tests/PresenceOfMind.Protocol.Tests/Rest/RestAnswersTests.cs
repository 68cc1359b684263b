using System.Buffers;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Tests.Rest;

public class RestAnswersTests
{
    [Fact]
    public void Answers_have_the_exact_spelling_and_no_white_space()
    {
        Assert.Equal(Texts.Declaration + "<session><sessionKey>k</sessionKey></session>", RestAnswers.WriteSession("k", null).Text());
        Assert.Equal(
            Texts.Declaration + "<session backupServer=\"b\"><sessionKey>k</sessionKey></session>",
            RestAnswers.WriteSession("k", "b").Text());
        Assert.Equal(
            Texts.Declaration + "<session><redirect primaryServer=\"p\" backupServer=\"b\" /></session>",
            RestAnswers.WriteRedirect("p", "b").Text());
        Assert.Equal(
            Texts.Declaration + "<session><redirect primaryServer=\"p\" /></session>",
            RestAnswers.WriteRedirect("p", null).Text());
        Assert.Equal(
            Texts.Declaration + "<error><code>101</code><message>m &amp; m</message><fix>f</fix></error>",
            RestAnswers
                .WriteError(new PwsError { Code = PwsErrorCode.SessionKeyInvalid, Message = "m & m", Fix = "f", HttpStatus = 401 })
                .Text());
    }

    [Fact]
    public void A_login_answers_a_key_or_the_way_home()
    {
        Assert.Equal(new SessionAnswer("k", null, null), RestAnswers.ReadSession(RestAnswers.WriteSession("k", null)));
        Assert.Equal(
            new SessionAnswer("k", "b", null),
            RestAnswers.ReadSession("<s:session xmlns:s='u' backupServer='b'><s:sessionKey> k\n</s:sessionKey></s:session>".Utf8()));
        Assert.Equal(
            new SessionAnswer(null, null, new SessionRedirect("p", "b")),
            RestAnswers.ReadSession(RestAnswers.WriteRedirect("p", "b")));
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
        var list = Written(
            [new()
            {
                ContactUri = "joe@example.com",
                State = PresenceState.Available,
            }, new() { ContactUri = "a&\"<>'@é", State = PresenceState.Unknown }]);

        Assert.Equal(
            Texts.Declaration + "<presenceList><contact contactURI=\"joe@example.com\" presenceStatus=\"AVAILABLE\"/>"
            + "<contact contactURI=\"a&amp;&quot;&lt;&gt;'@é\" presenceStatus=\"UNKNOWN\"/></presenceList>",
            list.Text());
        Assert.Equal(Texts.Declaration + "<presenceList></presenceList>", Written([]).Text());
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

        Assert.Equal(
            [new()
            {
                ContactUri = "joe@example.com",
                State = PresenceState.Busy,
            }, new() { ContactUri = "rita@example.com", State = PresenceState.Unknown }],
            list);
    }

    [Fact]
    public void Characters_that_xml_cannot_carry_are_replaced()
    {
        var list = RestAnswers.ReadBasicList(Written([new() { ContactUri = "j\u0001o" + '\uD83D' + "e@x", State = PresenceState.Dnd }]));

        Assert.Equal([new() { ContactUri = "j\uFFFDo\uFFFDe@x", State = PresenceState.Dnd }], list);
        Assert.True(
            RestAnswers.TryReadError(
                RestAnswers.WriteError(PwsError.FromCode(PwsErrorCode.LoginFailed) with { Message = "a\u0000b" }),
                out var error));
        Assert.Equal("a\uFFFDb", error.Message);
    }

    [Fact]
    public void Every_error_of_the_table_is_read_as_it_is_written()
    {
        foreach (var error in PwsError.All)
        {
            Assert.True(RestAnswers.TryReadError(RestAnswers.WriteError(error), out var read));
            Assert.Equal(error, read);
        }
    }

    [Fact]
    public void An_error_without_sentences_gets_those_of_the_table()
    {
        Assert.True(RestAnswers.TryReadError("<x:error xmlns:x='u'><x:code> 133 </x:code></x:error>".Utf8(), out var error));
        Assert.Equal(PwsError.FromCode(PwsErrorCode.SubscriptionUnknown), error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Not Found")]
    [InlineData("<html/>")]
    [InlineData("<error><code>0</code></error>")]
    [InlineData("<error><code>E-42</code><message>m</message></error>")]
    [InlineData("<error><message>m</message></error>")]
    [InlineData("<error><code>101</code>")]
    public void Anything_else_is_no_error_body(string body) => Assert.False(RestAnswers.TryReadError(body.Utf8(), out _));

    [Theory]
    [InlineData(
        "<error><code>999</code><message>The licence is over.</message><fix>Buy one.</fix></error>",
        999,
        "The licence is over.",
        "Buy one.")]
    [InlineData(
        "<error><code>104</code><message>Odd.</message></error>",
        104,
        "Odd.",
        "Look the code up in the documentation of the server's release, and in its log.")]
    public void A_code_that_the_table_does_not_have_is_kept_with_what_the_server_says(string body, int code, string message, string fix)
    {
        Assert.True(RestAnswers.TryReadError(body.Utf8(), out var error));
        Assert.Equal((code, message, fix, false), ((int)error.Code, error.Message, error.Fix, error.IsKnown));
        Assert.Equal((message, code), (new PwsException(error).Message, (int)new PwsException(error).Code));
    }

    [Fact]
    public void An_error_whose_code_is_no_number_keeps_its_words() =>
        Assert.Equal("E-42: Odd.", RestAnswers.ReadErrorText("<error><code>E-42</code><message>Odd.</message></error>".Utf8()));

    internal static byte[] Written(IReadOnlyList<ContactPresence> contacts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RestAnswers.WriteBasicList(buffer, contacts);
        return buffer.WrittenSpan.ToArray();
    }
}
