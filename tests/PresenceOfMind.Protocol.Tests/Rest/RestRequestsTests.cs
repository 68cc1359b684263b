using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Tests.Rest;

public class RestRequestsTests
{
    [Fact]
    public void Bodies_have_the_exact_spelling_and_no_white_space()
    {
        Assert.Equal("<session><password>a&lt;b</password></session>", RestRequests.WriteLogin("a<b").Text());
        Assert.Equal(
            "<endpoint><url>http://h:8080/p?a=1&amp;b=2</url></endpoint>",
            RestRequests.WriteEndpoint("http://h:8080/p?a=1&b=2").Text());
        Assert.Equal("<presence>AWAY</presence>", RestRequests.WriteBasicPresence(PresenceState.Away).Text());
        Assert.Equal(
            "<subscription><contactsList><contact contactURI=\"joe@example.com\" /><contact "
                + "contactURI=\"rita@example.com\" /></contactsList>"
            + "<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>",
            RestRequests.WriteSubscription(["joe@example.com", "rita@example.com"], 1).Text());
        Assert.Equal(
            "<subscription><contactsList><contact contactURI=\"joe@example.com\" /></contactsList></subscription>",
            RestRequests.WriteSubscription(["joe@example.com"], null).Text());
    }

    [Fact]
    public void The_protocols_sample_of_a_subscription_is_read()
    {
        var body = RestRequests.ReadSubscription("""
            <subscription>
              <contactsList>
                <contact contactURI="joe@example.com"/>
                <contact contactURI=" rita@example.com "></contact>
              </contactsList>
              <subscriptionType>PRESENCE_NOTIFICATION</subscriptionType>
              <endPointID> 1 </endPointID>
            </subscription>
            """.Utf8());

        Assert.Equal(["joe@example.com", "rita@example.com"], body.Contacts!);
        Assert.Equal((RestRequests.PresenceNotification, "1"), (body.SubscriptionType, body.EndpointId));
    }

    [Theory]
    [InlineData("<session><password>s</password></session>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><session><password>s</password></session>")]
    [InlineData("\r\n  <?xml version='1.0'?>\n<session>\n <password>\n s\t</password>\n</session>\n")]
    [InlineData("\uFEFF<?xml version='1.0'?><session><password>s</password></session>")]
    [InlineData("<p:session xmlns:p='urn:x'><p:user>u</p:user><p:password>s</p:password></p:session>")]
    [InlineData("<session xmlns='urn:x'><!-- c --><password>s<!-- c --></password><?pi?></session>")]
    [InlineData("<session><password><![CDATA[s]]></password><more><password>t</password></more></session>")]
    public void Namespaces_white_space_declaration_mark_and_comments_do_not_matter(string body) =>
        Assert.Equal("s", RestRequests.ReadLoginPassword(body.Utf8()));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void Other_encodings_are_read(string encoding)
    {
        var coding = System.Text.Encoding.GetEncoding(encoding);
        var body = $"<?xml version='1.0' encoding='{encoding}'?><session><password>é</password></session>";

        byte[] bytes = [.. coding.GetPreamble(), .. coding.GetBytes(body)];

        Assert.Equal("é", RestRequests.ReadLoginPassword(bytes));
    }

    [Theory]
    [InlineData("", PwsErrorCode.XmlInvalid)]
    [InlineData("  \n", PwsErrorCode.XmlInvalid)]
    [InlineData("password", PwsErrorCode.XmlInvalid)]
    [InlineData("<session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<session><password>s</password></session><session/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<!DOCTYPE session [<!ENTITY e 's'>]><session><password>&e;</password></session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<!DOCTYPE session SYSTEM 'file:///etc/passwd'><session><password>s</password></session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<?xml version='1.0' encoding='x-none'?><session><password>s</password></session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<session/>", PwsErrorCode.XmlInvalid)]
    [InlineData("<session><pass>s</pass></session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<session><password>s<b/></password></session>", PwsErrorCode.XmlInvalid)]
    [InlineData("<sessions><password>s</password></sessions>", PwsErrorCode.RootElementInvalid)]
    [InlineData("<session><password> </password></session>", PwsErrorCode.PasswordEmpty)]
    [InlineData("<session><password/></session>", PwsErrorCode.PasswordEmpty)]
    public void A_login_that_is_none_is_refused(string body, PwsErrorCode code) =>
        Assert.Equal(code, Assert.Throws<PwsException>(() => RestRequests.ReadLoginPassword(body.Utf8())).Code);

    [Fact]
    public void What_is_said_of_broken_xml_names_the_place_and_never_the_password()
    {
        var error = Assert.Throws<PwsException>(
            () => RestRequests.ReadLoginPassword("<session><password>a<secret</password></session>".Utf8()));

        Assert.Contains("line 1, position", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<presence> AWAY </presence>", null, PresenceState.Away)]
    [InlineData("<presence>UNKNOWN</presence>", PwsErrorCode.PresenceInvalid, default(PresenceState))]
    [InlineData("<presence>LUNCH</presence>", PwsErrorCode.PresenceInvalid, default(PresenceState))]
    [InlineData("<presence/>", PwsErrorCode.BasicPresenceEmpty, default(PresenceState))]
    [InlineData("<presence> \n </presence>", PwsErrorCode.BasicPresenceEmpty, default(PresenceState))]
    [InlineData("<presence><tuple/></presence>", PwsErrorCode.XmlInvalid, default(PresenceState))]
    [InlineData("<state>AWAY</state>", PwsErrorCode.RootElementInvalid, default(PresenceState))]
    [InlineData("AWAY", PwsErrorCode.XmlInvalid, default(PresenceState))]
    public void A_basic_set_gives_a_state_or_says_what_is_wrong(string body, PwsErrorCode? code, PresenceState state)
    {
        PwsErrorCode? met = null;
        var read = default(PresenceState);
        try
        {
            read = RestRequests.ReadBasicPresence(body.Utf8());
        }
        catch (PwsException e)
        {
            met = e.Code;
        }

        Assert.Equal((code, state), (met, read));
    }

    [Fact]
    public void A_refresh_may_carry_no_body_or_an_expiration_or_both()
    {
        Assert.Equal(new EndpointBody(null, null), RestRequests.ReadEndpoint("\n".Utf8()));
        Assert.Equal(new EndpointBody(null, null), RestRequests.ReadEndpoint("<endpoint/>".Utf8()));
        Assert.Equal(
            new EndpointBody("", "3600"),
            RestRequests.ReadEndpoint("<endpoint><url/><expiration> 3600 </expiration></endpoint>".Utf8()));
        Assert.Equal(new SubscriptionBody(null, null, null), RestRequests.ReadSubscription(default));
        Assert.Equal(new SubscriptionBody(null, null, null), RestRequests.ReadSubscription("<subscription/>".Utf8()));
        Assert.Equal(PwsErrorCode.RootElementInvalid, Assert.Throws<PwsException>(() => RestRequests.ReadEndpoint("<end/>".Utf8())).Code);
    }

    [Theory]
    [InlineData("<contact contactURI=''/>", PwsErrorCode.ContactEmpty)]
    [InlineData("<contact contactURI=' '/>", PwsErrorCode.ContactEmpty)]
    [InlineData("<contact/>", PwsErrorCode.ContactAttributeInvalid)]
    [InlineData("<contact uri='joe@example.com'/>", PwsErrorCode.ContactAttributeInvalid)]
    [InlineData("<contact contactURI='joe@example.com'/><person contactURI='joe@example.com'/>", PwsErrorCode.ContactListElementInvalid)]
    public void A_contact_list_holds_contacts_only(string list, PwsErrorCode code)
    {
        var body = $"<subscription><contactsList>{list}</contactsList></subscription>".Utf8();

        Assert.Equal(code, Assert.Throws<PwsException>(() => RestRequests.ReadSubscription(body)).Code);
    }

    [Fact]
    public void An_empty_contact_list_is_another_thing_than_none() =>
        Assert.Empty(RestRequests.ReadSubscription("<subscription><contactsList/></subscription>".Utf8()).Contacts!);
}
