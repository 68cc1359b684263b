using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Protocol.Tests.Soap;

public class SoapWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Binding = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private static readonly XElement Root = XElement.Parse(SoapWsdl.Write("https://node:8083/presence-service/soap?a=1&b=2"));

    private static readonly string[] TypeNames =
    [
        "ContactListType", "Contact", "ContactStatusType", "BasicPresenceList", "PresenceResponse", "PresenceInfoType", "PresenceType",
        "GetPresenceStatusType", "SetPresenceStatusType", "EventType", "UnsubscribeRequest", "LoginResponse", "ResponseStatusType", "session-key",
    ];

    [Fact]
    public void It_names_what_clients_made_from_it_carry()
    {
        Assert.Equal("urn:cisco:cup:presence:soap", (string?)Root.Attribute("targetNamespace"));
        Assert.Equal("PresenceSoapPortType", (string?)Root.Element(Wsdl + "portType")!.Attribute("name"));
        Assert.Equal("PresenceSoapBinding", (string?)Root.Element(Wsdl + "binding")!.Attribute("name"));
        Assert.Equal("PresenceSoapService", (string?)Root.Element(Wsdl + "service")!.Attribute("name"));
        Assert.Equal("PresenceSoapPort", (string?)Root.Descendants(Wsdl + "port").Single().Attribute("name"));
        Assert.Contains("SessionHeaderMessage", Root.Elements(Wsdl + "message").Select(m => (string?)m.Attribute("name")));
        var types = Root.Descendants(Xsd + "schema").Single().Elements().Select(type => (string)type.Attribute("name")!).ToList();
        foreach (var name in TypeNames)
        {
            Assert.Contains(name, types);
        }
    }

    [Fact]
    public void Its_address_is_the_one_given() =>
        Assert.Equal(
            "https://node:8083/presence-service/soap?a=1&b=2",
            (string?)Root.Descendants(Binding + "address").Single().Attribute("location"));

    [Fact]
    public void Each_operation_has_its_action_and_all_but_login_the_header()
    {
        var operations = Root.Element(Wsdl + "binding")!.Elements(Wsdl + "operation").ToDictionary(o => (string)o.Attribute("name")!);

        Assert.Equal(Enum.GetValues<SoapOperation>().Select(o => o.ToWire()).Order(), operations.Keys.Order());
        foreach (var operation in Enum.GetValues<SoapOperation>())
        {
            var element = operations[operation.ToWire()];
            Assert.Equal(operation.Action(), (string?)element.Element(Binding + "operation")!.Attribute("soapAction"));
            Assert.Equal(operation != SoapOperation.Login, element.Descendants(Binding + "header").Any());
        }
    }

    [Fact]
    public void Requests_are_valid_by_its_schema() =>
        SoapSamples.Request.Where(IsWhole).Sample(request => AssertValid(SoapRequests.Write(SoapVersion.Soap11, "k", request)), iter: 500);

    [Fact]
    public void Answers_are_valid_by_its_schema()
    {
        AssertValid(SoapAnswers.WriteLogin(SoapVersion.Soap11, new SessionAnswer("k", "b", null)));
        AssertValid(SoapAnswers.WriteLogin(SoapVersion.Soap12, new SessionAnswer(null, null, new("p", "b"))));
        AssertValid(SoapAnswers.WriteStatus(SoapVersion.Soap11, SoapOperation.UnregisterEndPoint, false));
        AssertValid(SoapAnswers.WriteSubscribe(SoapVersion.Soap11, 1));
        AssertValid(SoapAnswers.WriteRegisterEndPoint(SoapVersion.Soap11, 1));
        AssertValid(SoapAnswers.WriteFault(SoapVersion.Soap11, PwsError.All[0]));
        AssertValid(
            SoapAnswers.WriteRichPresence(SoapVersion.Soap11, SoapOperation.GetPolledPresence, [new PidfDocument(), new PidfDocument()]));
        AssertValid(SoapAnswers.WriteBasicPresence(
            SoapVersion.Soap11,
            SoapOperation.GetSubscribedPresence,
            [.. Enum.GetValues<PresenceState>().Select(s => new ContactPresence { ContactUri = "joe@x", State = s })]));
    }

    private static bool IsWhole(SoapRequest request) => request switch
    {
        SoapLogin login => login.Password is null != login.AppSessionId is null,
        SoapGetPolledPresence get => get.Contacts?.Count > 0,
        SoapSetPresence set => set.Expiration is null,
        SoapSubscribe subscribe => subscribe.Contacts?.Count != 0 && subscribe.SubscriptionType is null,
        SoapUnsubscribe unsubscribe => unsubscribe.All ? unsubscribe.Contacts is null : unsubscribe.Contacts?.Count > 0,
        SoapRegisterEndPoint register => register.Expiration is null,
        _ => true,
    };

    // Texts are generated without regard to what an expiry or a type may be: these are put right here.
    private static void AssertValid(byte[] envelope)
    {
        var schemas = new XmlSchemaSet();
        using var schema = Root.Descendants(Xsd + "schema").Single().CreateReader();
        schemas.Add(null, schema);
        var body = XElement.Parse(Encoding.UTF8.GetString(envelope)).Elements().Last().Elements().Single();
        body = body.Name.LocalName == "Fault" ? body.Element("detail")!.Elements().Single() : body;
        XNamespace tns = "urn:cisco:cup:presence:soap";
        switch (body.Name.LocalName)
        {
            case "setPresence" or "registerEndPoint":
                body.Add(new XElement(tns + "expiration", 3600));
                break;
            case "subscribe":
                body.Elements(tns + "expiration").Remove();
                body.Element(tns + "endPointID")!.AddBeforeSelf(new XElement(tns + "subscriptionType", RestRequests.PresenceNotification));
                break;
        }

        new XDocument(body).Validate(schemas, (_, e) => Assert.Fail($"{e.Message}\n{body}"));
    }
}
