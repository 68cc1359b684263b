using System.Globalization;
using System.Xml.Linq;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Soap;

/// <summary>Every wrong request gets the table's code, message and fix in a fault, and changes nothing.</summary>
public sealed class SoapErrorTests(SoapErrorTests.Started started) : IClassFixture<SoapErrorTests.Started>
{
    private const string Register =
        "<registerEndPoint><url>http://127.0.0.1:8080/</url><endPointID>0</endPointID><expiration>3600</expiration></registerEndPoint>";
    private const string Refresh = "<registerEndPoint><endPointID>1</endPointID><expiration>3600</expiration></registerEndPoint>";
    private const string Contacts = "<contactsList><contact contactURI=\"rita@localhost\"/></contactsList>";
    private const string Poll = $"<getPolledPresence>{Contacts}<presenceType>BASIC_PRESENCE</presenceType></getPolledPresence>";
    private const string Fetch =
        "<getSubscribedPresence><subscriptionID>1</subscriptionID><presenceType>BASIC_PRESENCE</presenceType></getSubscribedPresence>";
    private const string Set =
        "<setPresence><presenceType>BASIC_PRESENCE</presenceType><presenceInfo><basicPresence>AWAY</basicPresence><override>false</override></presenceInfo><expiration>3600</expiration></setPresence>";
    private const string Rich =
        "<setPresence><presenceType>RICH_PRESENCE</presenceType><presenceInfo><richPresence><presence "
            + "xmlns=\"\"><person><activities><away/></activities></person><tuple "
            + "id=\"pc\"/></presence></richPresence><override>false</override></presenceInfo><expiration>3600</expiration></setPresence>";
    private const string Sub =
        $"<subscribe>{Contacts}<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><expiration>3600</expiration><endPointID>1</endPointID><subscriptionID>0</subscriptionID></subscribe>";
    private const string Unsub =
        $"<unsubscribe><unsubscribeRequest><subscriptionID>1</subscriptionID>{Contacts}</unsubscribeRequest></unsubscribe>";

    private PwsTestServer Server => started.Server;

    // What, whose key, body, code.
    public static TheoryData<string, string?, string, int> Wrong => new()
    {
        { "no key", null, Poll, 100 },
        { "no key, and a body that is wrong", null, Poll.Replace("BASIC", "FULL"), 100 },
        { "a key that nobody has", "nobody", Fetch, 101 },
        {
            "an application's key that nobody has",
            null,
            "<login><username>joe</username><app-session-id>nobody</app-session-id></login>",
            101
        },
        { "a key that nobody has, and a body that is wrong", "nobody", "<sing/>", 101 },
        { "malformed", "joe", "<logout>", 102 },
        { "no body", "joe", "", 102 },
        { "no subscription's id", "joe", Fetch.Replace("<subscriptionID>1</subscriptionID>", ""), 102 },
        { "no operation", "joe", "<sing/>", 103 },
        { "a presence type that is none", "joe", Poll.Replace("BASIC", "FULL"), 110 },
        { "an empty password", null, "<login><username>app</username><password/></login>", 111 },
        { "neither password nor application", null, "<login><username>app</username></login>", 112 },
        {
            "both password and application",
            null,
            "<login><username>app</username><password>secret</password><app-session-id>1</app-session-id></login>",
            112
        },
        { "an empty user", null, "<login><username/><password>secret</password></login>", 113 },
        { "a wrong password", null, "<login><username>app</username><password>wrong</password></login>", 114 },
        { "an empty state", "joe", Set.Replace("AWAY", ""), 115 },
        { "a state that is none", "joe", Set.Replace("AWAY", "ASLEEP"), 120 },
        { "AVAILABLE with override", "joe", Set.Replace("AWAY", "AVAILABLE").Replace("false", "true"), 121 },
        { "DND without", "joe", Set.Replace("AWAY", "DND"), 122 },
        { "a refresh with a URL", "app", Register.Replace(">0<", ">1<"), 123 },
        { "a malformed contact", "joe", Poll.Replace("rita@localhost", "rita"), 124 },
        { "an override that is neither", "joe", Set.Replace("false", "perhaps"), 125 },
        { "an endpoint without URL", "app", Register.Replace("http://127.0.0.1:8080/", ""), 130 },
        { "no expiry", "joe", Set.Replace("<expiration>3600</expiration>", ""), 131 },
        { "too short", "app", Register.Replace("3600", "3599"), 131 },
        { "too long", "joe", Sub.Replace("3600", "86401"), 131 },
        { "an endpoint that is none", "app", Refresh.Replace(">1<", ">77<"), 132 },
        { "an endpoint to end that is none", "app", "<unregisterEndPoint><endPointID>77</endPointID></unregisterEndPoint>", 132 },
        { "a subscription with such an endpoint", "joe", Sub.Replace("<endPointID>1", "<endPointID>77"), 132 },
        { "a subscription that is none", "joe", Fetch.Replace(">1<", ">77<"), 133 },
        { "a subscription to change that is none", "joe", Sub.Replace("<subscriptionID>0", "<subscriptionID>77"), 133 },
        { "a subscription to end that is none", "joe", Unsub.Replace(">1<", ">77<").Replace(Contacts, "<unsubscribeAll/>"), 133 },
        { "another type", "joe", Sub.Replace("PRESENCE_NOTIFICATION", "MESSAGES"), 134 },
        { "no contacts", "joe", Sub.Replace(Contacts, "<contactsList/>"), 135 },
        { "an application user that subscribes", "app", Sub, 140 },
        { "an end user that registers", "joe", Register, 141 },
        { "an end user that logs in others", null, "<login><username>rita</username><app-session-id>{joe}</app-session-id></login>", 141 },
        { "a URL with spaces", "app", Register.Replace("8080/", "8080/a b"), 142 },
        { "an empty contact", "joe", Poll.Replace("rita@localhost", ""), 143 },
        { "a contact that is not in it", "joe", Unsub.Replace("rita", "ben"), 144 },
        {
            "neither expiry nor contacts",
            "joe",
            Sub.Replace(Contacts, "").Replace("<expiration>3600</expiration>", "").Replace("<subscriptionID>0", "<subscriptionID>1"),
            145
        },
        { "no contact list", "joe", Sub.Replace(Contacts, ""), 146 },
        { "neither contacts nor all", "joe", Unsub.Replace(Contacts, ""), 146 },
        { "another element among the contacts", "joe", Poll.Replace("<contact ", "<friend "), 147 },
        { "another attribute", "joe", Poll.Replace("contactURI", "uri"), 148 },
        { "a body that is too long", "joe", Set.Replace("AWAY", new string('x', 1024 * 1024)), 150 },
        { "another application's end user", null, "<login><username>joe</username><app-session-id>{other}</app-session-id></login>", 160 },
        { "an override of another tuple", "joe", Rich.Replace("false", "true"), 161 },
        { "a device of another source", "joe", Rich, 162 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_gets_its_fault_and_changes_nothing(string what, string? whose, string body, int code)
    {
        var key = whose is null ? null : started.Keys.GetValueOrDefault(whose, Guid.Empty.ToString());
        var named = started.Keys.Aggregate(body, (text, k) => text.Replace($"{{{k.Key}}}", k.Value));
        var (status, _, answer) = await Server.PostAsync(SoapLife.Envelope(named, key));
        Assert.True(status == 200, what);
        Assert.Equal(code, CodeOf(answer));
        Assert.Equal(PresenceState.Unavailable, (await Server.SoapFetchAsync(started.Keys["joe"], 1))["rita@localhost"]);
    }

    [Theory]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "Client")]
    [InlineData("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", "Sender")]
    public async Task A_fault_is_of_the_requests_version_and_holds_code_message_and_fix(string ns, string type, string blame)
    {
        var (status, contentType, body) = await Server.PostAsync(
            System.Text.Encoding.UTF8.GetBytes(SoapLife.Envelope("<logout/>", null, ns)),
            type);
        Assert.Equal((200, $"{type}; charset=utf-8"), (status, contentType));
        var fault = Parse(body).Descendants(XName.Get("Fault", ns)).Single();
        Assert.EndsWith(
            ":" + blame,
            fault.Descendants().First(e => e.Name.LocalName is "faultcode" or "Value").Value,
            StringComparison.Ordinal);
        XNamespace service = "urn:cisco:cup:presence:soap";
        var error = fault.Descendants(service + "error").Single();
        Assert.Equal("100", error.Element(service + "code")!.Value);
        Assert.NotEmpty(error.Element(service + "message")!.Value);
        Assert.NotEmpty(error.Element(service + "fix")!.Value);
    }

    [Theory]
    [InlineData("this is no XML", 102)]
    [InlineData("", 102)]
    [InlineData("<Envelope/>", 103)]
    [InlineData("<presence/>", 103)]
    public async Task What_is_no_envelope_is_told_so_without_a_look_for_a_key(string body, int code) =>
        Assert.Equal(code, CodeOf((await Server.PostAsync(body)).Body));

    [Fact]
    public void Every_error_of_the_table_is_provoked_or_said_to_be_unreachable() => Coverage.Check(
        [.. Wrong.Select(row => row.Data.Item4), .. Coverage.ByLimits], [UnreachableErrors.Anywhere, UnreachableErrors.OverSoap]);

    internal static int CodeOf(byte[] answer) =>
        Parse(answer).Descendants(XName.Get("code", "urn:cisco:cup:presence:soap")).SingleOrDefault() is { } code
            ? int.Parse(code.Value, CultureInfo.InvariantCulture)
            : 0;

    private static XElement Parse(byte[] body)
    {
        using var stream = new MemoryStream(body);
        return XElement.Load(stream);
    }

    public sealed class Started : IAsyncLifetime
    {
        private CallbackListener _listener = null!;

        public PwsTestServer Server { get; private set; } = null!;

        public Dictionary<string, string> Keys { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Server = await PwsTestServer.StartAsync();
            _listener = await CallbackListener.StartAsync();
            await Server.Services.AddAppUserAsync("other", "secret");
            Keys["app"] = await Server.SoapLogInAppAsync();
            Keys["other"] = SoapAnswers.ReadLogin(await Server.AskAsync(new SoapLogin(false, "other", "secret", null))).SessionKey!;
            Keys["joe"] = await Server.SoapLogInAsync("joe", Keys["app"]);
            await Server.SoapSubscribeAsync(Keys["joe"], await Server.SoapRegisterAsync(Keys["app"], _listener.Url), ["rita@localhost"]);
        }

        public async ValueTask DisposeAsync()
        {
            await _listener.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
