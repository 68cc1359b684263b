using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Protocol.Tests.Pidf;

namespace PresenceOfMind.Protocol.Tests.Soap;

public class SoapAnswersTests
{
    public static TheoryData<SoapVersion> Versions => [.. Enum.GetValues<SoapVersion>()];

    [Fact]
    public void A_login_answers_a_key_without_white_space() =>
        Assert.Equal(
            Texts.Declaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
            + "<loginResponse xmlns=\"urn:cisco:cup:presence:soap\"><success "
            + "backupServer=\"b\"><session-key>k</session-key></success></loginResponse>"
            + "</soap:Body></soap:Envelope>",
            SoapAnswers.WriteLogin(SoapVersion.Soap11, new SessionAnswer("k", "b", null)).Text());

    [Theory, MemberData(nameof(Versions))]
    public void Answers_are_read_as_they_are_written(SoapVersion version)
    {
        foreach (var session in new SessionAnswer[]
        {
            new("k", null, null),
            new("k", "b", null),
            new(null, null, new("p", null)),
            new(null, null, new("p", "b")),
        })
        {
            Assert.Equal(session, SoapAnswers.ReadLogin(SoapAnswers.WriteLogin(version, session)));
        }

        foreach (var success in new[] { true, false })
        {
            Assert.Equal(
                success,
                SoapAnswers.ReadStatus(SoapAnswers.WriteStatus(version, SoapOperation.Logout, success), SoapOperation.Logout));
        }

        ContactPresence[] contacts =
        [
            new() { ContactUri = "joe@example.com", State = PresenceState.Away },
            new() { ContactUri = "a&\"b@x", State = PresenceState.Unknown },
        ];
        Assert.Equal(
            contacts,
            SoapAnswers.ReadBasicPresence(
                SoapAnswers.WriteBasicPresence(version, SoapOperation.GetPolledPresence, contacts),
                SoapOperation.GetPolledPresence));
        Assert.Equal(12, SoapAnswers.ReadSubscriptionId(SoapAnswers.WriteSubscribe(version, 12)));
        Assert.Equal(3, SoapAnswers.ReadEndpointId(SoapAnswers.WriteRegisterEndPoint(version, 3)));
    }

    [Fact]
    public void Rich_presence_is_read_as_it_is_written()
    {
        var joe = PidfReader.Read(PidfReaderTests.Sample);

        var read = SoapAnswers.ReadRichPresence(
            SoapAnswers.WriteRichPresence(SoapVersion.Soap11, SoapOperation.GetSubscribedPresence, [joe, joe]),
            SoapOperation.GetSubscribedPresence);

        Assert.Equal(2, read.Count);
        Assert.Equal(PidfWriter.Write(joe), PidfWriter.Write(read[1]));
    }

    [Fact]
    public void Several_documents_escaped_in_one_answer_are_all_read()
    {
        var joe = PidfWriter.Write(PidfReader.Read(PidfReaderTests.Sample)).Text();
        var escaped = System.Net.WebUtility.HtmlEncode(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{joe}\n<?xml version=\"1.0\"?>{joe}{joe}");

        var read = SoapAnswers.ReadRichPresence(
            SoapSamples.Envelope(
                "<p:getPolledPresenceResponse><p:presenceResponse><p:presenceType>RICH_PRESENCE</p:presenceType>"
                + $"<p:richPresenceList>{escaped}</p:richPresenceList></p:presenceResponse></p:getPolledPresenceResponse>"),
            SoapOperation.GetPolledPresence);

        Assert.Equal([joe, joe, joe], read.Select(d => PidfWriter.Write(d).Text()));
    }

    [Fact]
    public void A_header_block_that_is_not_understood_is_told_in_the_words_of_the_version()
    {
        SoapBlockName[] blocks = [new("Security", "urn:wsse"), new("plain")];
        var old = SoapAnswers.WriteNotUnderstood(SoapVersion.Soap11, blocks).Text();
        Assert.StartsWith(
            Texts.Declaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
            + "<faultcode>soap:MustUnderstand</faultcode><faultstring>",
            old,
            StringComparison.Ordinal);
        Assert.DoesNotContain("detail", old, StringComparison.Ordinal);

        var now = SoapAnswers.WriteNotUnderstood(SoapVersion.Soap12, blocks).Text();
        Assert.StartsWith(
            Texts.Declaration + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Header>"
            + "<soap:NotUnderstood xmlns:block=\"urn:wsse\" qname=\"block:Security\" /><soap:NotUnderstood qname=\"plain\" /></soap:Header>"
            + "<soap:Body><soap:Fault><soap:Code><soap:Value>soap:MustUnderstand</soap:Value></soap:Code><soap:Reason>",
            now,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Detail", now, StringComparison.Ordinal);
        Assert.True(SoapAnswers.IsFault(now.Utf8()));
    }

    [Fact]
    public void A_fault_says_who_is_at_fault_in_the_words_of_its_version()
    {
        const string detail = "<error xmlns=\"urn:cisco:cup:presence:soap\"><code>101</code><message>m</message><fix>f</fix></error>";
        var error = new PwsError { Code = PwsErrorCode.SessionKeyInvalid, Message = "m", Fix = "f", HttpStatus = 401 };

        Assert.Equal(
            Texts.Declaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
            + $"<faultcode>soap:Client</faultcode><faultstring>m</faultstring><detail>{detail}</detail></soap:Fault></soap:Body></soap:Envelope>",
            SoapAnswers.WriteFault(SoapVersion.Soap11, error).Text());
        Assert.Equal(
            Texts.Declaration + "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><soap:Fault>"
            + "<soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text "
            + "xml:lang=\"en\">m</soap:Text></soap:Reason>"
            + $"<soap:Detail>{detail}</soap:Detail></soap:Fault></soap:Body></soap:Envelope>",
            SoapAnswers.WriteFault(SoapVersion.Soap12, error).Text());
        var server = PwsError.FromCode(PwsErrorCode.ServerError);
        Assert.Contains("<faultcode>soap:Server<", SoapAnswers.WriteFault(SoapVersion.Soap11, server).Text(), StringComparison.Ordinal);
        Assert.Contains("<soap:Value>soap:Receiver<", SoapAnswers.WriteFault(SoapVersion.Soap12, server).Text(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Every_error_of_the_table_is_read_from_its_fault(SoapVersion version)
    {
        foreach (var error in PwsError.All)
        {
            var fault = SoapAnswers.WriteFault(version, error);
            Assert.Equal(error, Assert.Throws<PwsException>(() => SoapAnswers.ReadLogin(fault)).Error);
            Assert.Equal((int)error.Code is 210 or 212 ? 503 : 200, SoapAnswers.HttpStatusOf(error.Code));
        }
    }

    [Theory]
    [InlineData("<p:error><p:code>999</p:code><p:message>Odd.</p:message><p:fix>Ask.</p:fix></p:error>", "Odd.", "Ask.")]
    [InlineData(
        "<x><y><error><code>999</code></error></y></x>",
        "No.",
        "Look the code up in the documentation of the server's release, and in its log.")]
    public void A_faults_code_that_the_table_does_not_have_is_kept_with_what_the_server_says(string detail, string message, string fix)
    {
        var fault = $"<e:Fault><faultcode>e:Server</faultcode><faultstring>No.</faultstring><detail>{detail}</detail></e:Fault>";
        var error = Assert.Throws<PwsException>(() => SoapAnswers.ReadLogin(SoapSamples.Envelope(fault))).Error;
        Assert.Equal((999, message, fix), ((int)error.Code, error.Message, error.Fix));
    }

    [Theory]
    [InlineData(
        "<e:Fault><faultcode>e:Client.Authentication</faultcode><faultstring>No.</faultstring></e:Fault>",
        PwsErrorCode.ServerError)]
    [InlineData(
        "<e:Fault><faultcode>e:Client</faultcode><faultstring>No.</faultstring><detail><x/></detail></e:Fault>",
        PwsErrorCode.XmlInvalid)]
    [InlineData(
        "<e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text>No.</e:Text></e:Reason></e:Fault>",
        PwsErrorCode.XmlInvalid)]
    public void A_fault_without_our_detail_keeps_its_words(string fault, PwsErrorCode code)
    {
        var error = Assert.Throws<PwsException>(() => SoapAnswers.ReadLogin(SoapSamples.Envelope(fault)));

        Assert.Equal((code, "No."), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<p:logoutResponse><p:status>SUCCESS</p:status></p:logoutResponse>")]
    [InlineData("<p:loginResponse/>")]
    [InlineData("<p:loginResponse><p:success/></p:loginResponse>")]
    public void The_answer_to_something_else_is_none(string body) =>
        Assert.Throws<PwsException>(() => SoapAnswers.ReadLogin(SoapSamples.Envelope(body)));
}
