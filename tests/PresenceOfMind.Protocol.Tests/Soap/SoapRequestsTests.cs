using System.Net;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Protocol.Tests.Pidf;

namespace PresenceOfMind.Protocol.Tests.Soap;

public class SoapRequestsTests
{
    private const string Key = "<p:session-key>k</p:session-key>";

    [Fact]
    public void A_request_is_written_in_the_services_namespace() =>
        Assert.Equal(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header>"
            + "<session-key xmlns=\"urn:cisco:cup:presence:soap\">k</session-key></soap:Header><soap:Body>"
            + "<getPolledPresence xmlns=\"urn:cisco:cup:presence:soap\"><contactsList><contact "
            + "contactURI=\"joe@example.com\" /></contactsList>"
            + "<presenceType>BASIC_PRESENCE</presenceType></getPolledPresence></soap:Body></soap:Envelope>",
            SoapRequests.Write(SoapVersion.Soap11, "k", new SoapGetPolledPresence(["joe@example.com"], SoapPresenceType.Basic)).Text());

    [Theory]
    [InlineData(SoapNames.Envelope11, SoapVersion.Soap11)]
    [InlineData(SoapNames.Envelope12, SoapVersion.Soap12)]
    public void The_envelopes_namespace_tells_the_version(string ns, SoapVersion version)
    {
        var call = SoapRequests.Read(SoapSamples.Envelope("<p:logout/>", Key, ns), SoapVersion.Soap11);

        Assert.Equal(new SoapCall(version, "k", SoapOperation.Logout, new SoapLogout(), null), call);
    }

    [Theory]
    [InlineData("<session-key xmlns='urn:cisco:cup:tpi:soap'> k </session-key>", "k")]
    [InlineData("<other e:mustUnderstand='1'><session-key>x</session-key></other><session-key>k</session-key>", "k")]
    [InlineData("<p:session-key/>", null)]
    [InlineData("", null)]
    public void The_session_key_is_a_header_block_of_either_namespace(string header, string? key) =>
        Assert.Equal(key, SoapRequests.Read(SoapSamples.Envelope("<p:logout/>", header), SoapVersion.Soap11).SessionKey);

    [Theory]
    [InlineData(SoapNames.Envelope11, "<a:To xmlns:a='urn:a' e:mustUnderstand='1'/>", "urn:a:To")]
    [InlineData(SoapNames.Envelope11, "<To e:mustUnderstand='true' e:actor=''/>", "To")]
    [InlineData(
        SoapNames.Envelope11,
        "<a:To xmlns:a='urn:a' e:mustUnderstand='1' e:actor='http://schemas.xmlsoap.org/soap/actor/next'/>",
        "urn:a:To")]
    [InlineData(SoapNames.Envelope11, "<a:To xmlns:a='urn:a' e:mustUnderstand='1' e:actor='urn:somebody-else'/>")]
    [InlineData(
        SoapNames.Envelope11,
        "<a:To xmlns:a='urn:a' e:mustUnderstand='0'/><a:To xmlns:a='urn:a' mustUnderstand='1'/><a:To xmlns:a='urn:a'/>")]
    [InlineData(SoapNames.Envelope11, "<p:session-key e:mustUnderstand='1'>k</p:session-key>")]
    [InlineData(
        SoapNames.Envelope11,
        "<a:A xmlns:a='urn:a' e:mustUnderstand='1'/><p:session-key>k</p:session-key><b:B xmlns:b='urn:b' e:mustUnderstand='1'/>",
        "urn:a:A",
        "urn:b:B")]
    [InlineData(SoapNames.Envelope12, "<a:To xmlns:a='urn:a' e:mustUnderstand='true'/>", "urn:a:To")]
    [InlineData(
        SoapNames.Envelope12,
        "<a:To xmlns:a='urn:a' e:mustUnderstand='1' e:role='http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver'/>",
        "urn:a:To")]
    [InlineData(
        SoapNames.Envelope12,
        "<a:To xmlns:a='urn:a' e:mustUnderstand='1' e:role='http://www.w3.org/2003/05/soap-envelope/role/next'/>",
        "urn:a:To")]
    [InlineData(
        SoapNames.Envelope12,
        "<a:To xmlns:a='urn:a' e:mustUnderstand='1' e:role='http://www.w3.org/2003/05/soap-envelope/role/none'/>")]
    [InlineData(SoapNames.Envelope12, "<a:To xmlns:a='urn:a' e:mustUnderstand='false'/>")]
    public void Blocks_that_must_be_understood_and_are_unknown_are_named(string ns, string header, params string[] unknown) =>
        Assert.Equal(
            unknown,
            SoapRequests.Read(SoapSamples.Envelope("<p:logout/>", header, ns), SoapVersion.Soap11).NotUnderstood.Select(n => n.ToString()));

    [Theory]
    [InlineData("<unsubscribeAll/>", true)]
    [InlineData("<unsubscribeAll>true</unsubscribeAll>", true)]
    [InlineData("<unsubscribeAll>1</unsubscribeAll>", true)]
    [InlineData("<unsubscribeAll>yes, please</unsubscribeAll>", true)]
    [InlineData("<unsubscribeAll><x/></unsubscribeAll>", true)]
    [InlineData("<unsubscribeAll xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>", true)]
    [InlineData("<unsubscribeAll> false </unsubscribeAll>", false)]
    [InlineData("<unsubscribeAll>0</unsubscribeAll>", false)]
    [InlineData("", false)]
    public void Whatever_unsubscribeAll_holds_says_yes_but_for_false_and_0(string element, bool all) =>
        Assert.Equal(
            new SoapUnsubscribe(7, null, all),
            Read(
                $"<unsubscribe><unsubscribeRequest><subscriptionID>7</subscriptionID>{element}</unsubscribeRequest></unsubscribe>").Request);

    [Fact]
    public void Elements_may_come_without_namespace_and_in_any_order()
    {
        Assert.Equal(
            new SoapLogin(true, "joe", null, "a"),
            Read("<login force=' 1 '><app-session-id>a</app-session-id><username> joe </username><x/></login>").Request);
        Assert.Equal(
            new SoapLogin(false, "app", "s", null),
            Read("<p:login><p:username>app</p:username><p:password>s</p:password></p:login>").Request);
        Assert.Equal(
            new SoapRegisterEndPoint("http://h/", 0, "3600"),
            Read("<registerEndPoint><url>http://h/</url><expiration>3600</expiration></registerEndPoint>").Request);
        Assert.Equal(
            new SoapUnsubscribe(7, null, true),
            Read(
                "<p:unsubscribe><p:unsubscribeRequest><p:subscriptionID>7</p:subscriptionID><p:unsubscribeAll/></p:unsubscribeRequest></p:unsubscribe>").Request);
        Assert.Equal(
            new SoapUnsubscribe(7, null, false),
            Read(
                "<unsubscribe><unsubscribeRequest><subscriptionID>7</subscriptionID><unsubscribeAll>false</unsubscribeAll></unsubscribeRequest></unsubscribe>").Request);
    }

    [Fact]
    public void Rich_presence_comes_as_xml_or_as_an_escaped_string()
    {
        foreach (var rich in new[]
        {
            PidfReaderTests.Sample,
            WebUtility.HtmlEncode("<?xml version='1.0' encoding='UTF-16'?>" + PidfReaderTests.Sample),
            $"<![CDATA[{PidfReaderTests.Sample}]]>",
        })
        {
            var set = Assert.IsType<SoapSetPresence>(Read($"""
                <p:setPresence><p:presenceType>RICH_PRESENCE</p:presenceType>
                  <p:presenceInfo><p:richPresence>{rich}</p:richPresence><p:override>true</p:override></p:presenceInfo>
                  <p:expiration>3600</p:expiration></p:setPresence>
                """).Request);

            Assert.Equal((true, "3600", null), (set.Override, set.Expiration, set.Basic));
            Assert.Equal(PresenceState.Available, set.Rich!.State);
        }
    }

    [Theory]
    [InlineData("<p:getPresence/>", PwsErrorCode.RootElementInvalid)]
    [InlineData("", PwsErrorCode.XmlInvalid)]
    [InlineData("<p:login force='yes'/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<p:getPolledPresence/>", PwsErrorCode.PresenceTypeInvalid)]
    [InlineData("<p:getPolledPresence><p:presenceType>basic</p:presenceType></p:getPolledPresence>", PwsErrorCode.PresenceTypeInvalid)]
    [InlineData(
        "<p:getPolledPresence><p:contactsList><p:contact/></p:contactsList></p:getPolledPresence>",
        PwsErrorCode.ContactAttributeInvalid)]
    [InlineData(
        "<p:getPolledPresence><p:contactsList><p:contact contactURI=''/></p:contactsList></p:getPolledPresence>",
        PwsErrorCode.ContactEmpty)]
    [InlineData(
        "<p:getPolledPresence><p:contactsList><p:person/></p:contactsList></p:getPolledPresence>",
        PwsErrorCode.ContactListElementInvalid)]
    [InlineData(
        "<p:getSubscribedPresence><p:presenceType>BASIC_PRESENCE</p:presenceType></p:getSubscribedPresence>",
        PwsErrorCode.XmlInvalid)]
    [InlineData(
        "<p:getSubscribedPresence><p:subscriptionID>one</p:subscriptionID></p:getSubscribedPresence>",
        PwsErrorCode.SubscriptionUnknown)]
    [InlineData("<p:unregisterEndPoint/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<p:unregisterEndPoint><p:endPointID>99999999999</p:endPointID></p:unregisterEndPoint>", PwsErrorCode.EndpointUnknown)]
    [InlineData("<p:setPresence><p:presenceType>BASIC_PRESENCE</p:presenceType></p:setPresence>", PwsErrorCode.BasicPresenceEmpty)]
    [InlineData(
        "<p:setPresence><p:presenceType>BASIC_PRESENCE</p:presenceType><p:presenceInfo><p:basicPresence>UNKNOWN</p:basicPresence></p:presenceInfo></p:setPresence>",
        PwsErrorCode.PresenceInvalid)]
    [InlineData(
        "<p:setPresence><p:presenceType>BASIC_PRESENCE</p:presenceType><p:presenceInfo><p:override>yes</p:override></p:presenceInfo></p:setPresence>",
        PwsErrorCode.OverrideInvalid)]
    [InlineData(
        "<p:setPresence><p:presenceType>RICH_PRESENCE</p:presenceType><p:presenceInfo><p:richPresence/></p:presenceInfo></p:setPresence>",
        PwsErrorCode.XmlInvalid)]
    [InlineData(
        "<p:setPresence><p:presenceType>RICH_PRESENCE</p:presenceType><p:presenceInfo><p:richPresence>&lt;presence></p:richPresence></p:presenceInfo></p:setPresence>",
        PwsErrorCode.XmlInvalid)]
    public void A_body_that_is_not_as_it_should_be_is_told_beside_the_key(string body, PwsErrorCode code)
    {
        var call = Read(body);

        Assert.Equal((code, null, "k", SoapVersion.Soap12), (call.Error?.Code, call.Request, call.SessionKey, call.Version));
    }

    [Theory]
    [InlineData("", PwsErrorCode.XmlInvalid)]
    [InlineData("<Envelope/>", PwsErrorCode.RootElementInvalid)]
    [InlineData("<session/>", PwsErrorCode.RootElementInvalid)]
    [InlineData("<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<!DOCTYPE e:Envelope><e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'/>", PwsErrorCode.XmlInvalid)]
    [InlineData(
        "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><login></e:Body></e:Envelope>",
        PwsErrorCode.XmlInvalid)]
    public void What_is_no_envelope_is_answered_in_the_version_assumed(string body, PwsErrorCode code)
    {
        var call = SoapRequests.Read(body.Utf8(), SoapVersion.Soap12);

        Assert.Equal((code, null, SoapVersion.Soap12), (call.Error?.Code, call.Request, call.Version));
    }

    [Theory]
    [InlineData("presenceInfo")]
    [InlineData("unsubscribeRequest")]
    [InlineData("Envelope")]
    public void A_body_that_is_nested_without_end_does_no_harm(string name)
    {
        var deep = string.Concat(Enumerable.Repeat($"<{name}>", 40_000)) + string.Concat(Enumerable.Repeat($"</{name}>", 40_000));

        Assert.NotNull(Read($"<setPresence>{deep}</setPresence>").Error);
    }

    [Fact]
    public void Keys_and_passwords_do_not_show_in_a_log()
    {
        var call = SoapRequests.Read(
            SoapSamples.Envelope(
                "<login><username>u</username><password>hidden</password><app-session-id>hidden</app-session-id></login>",
                "<session-key>hidden</session-key>"),
            SoapVersion.Soap11);

        Assert.DoesNotContain("hidden", $"{call} {call.Request} {new SessionAnswer("hidden", null, null)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SoapOperation.Login, "urn:cisco:cup:presence:soap/login")]
    [InlineData(SoapOperation.GetPolledPresence, "urn:cisco:cup:presence:soap/getPresence")]
    [InlineData(SoapOperation.UnregisterEndPoint, "urn:cisco:cup:presence:soap/unregisterEndPoint")]
    internal void An_operation_has_its_action(SoapOperation operation, string action) => Assert.Equal(action, operation.Action());

    private static SoapCall Read(string body) =>
        SoapRequests.Read(SoapSamples.Envelope(body, Key, SoapNames.Envelope12), SoapVersion.Soap11);
}
