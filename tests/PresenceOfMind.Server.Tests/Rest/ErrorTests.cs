using System.Xml.Linq;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

/// <summary>Every wrong request gets the table's code, message and fix at the table's status, and changes nothing.</summary>
public sealed class ErrorTests(ErrorTests.Started started) : IClassFixture<ErrorTests.Started>
{
    private const string Sub = "<subscription><contactsList><contact contactURI=\"rita@localhost\"/></contactsList>"
        + "<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>";

    private const string Away = "<presence>AWAY</presence>";

    private PwsTestServer Server => started.Server;

    public static TheoryData<string, string, string, string?, string?, string, int, int> Wrong => new()
    {
        // what, method, path, whose key, body, headers, status, code
        { "no key", "POST", "/endpoints", null, "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>", Life.Hour, 401, 100 },
        { "no key to subscribe", "POST", "/users/joe/subscriptions", null, Sub, Life.Hour, 401, 100 },
        { "no key to log out", "DELETE", "/users/joe/session", null, null, "", 401, 100 },
        { "neither key nor password", "POST", "/users/joe/sessions", null, null, "", 401, 100 },
        { "a key that nobody has", "GET", "/users/joe/presence/basic/contacts/rita@localhost", "nobody", null, "", 401, 101 },
        { "another user's key", "GET", "/users/rita/presence/basic/contacts/joe@localhost", "joe", null, "", 401, 101 },
        { "malformed", "POST", "/users/app/sessions", null, "<session><password>secret</session>", "", 400, 102 },
        { "nothing but text", "PUT", "/users/joe/presence/basic", "joe", "AWAY", Life.Hour, 400, 102 },
        {
            "with a DTD",
            "PUT",
            "/users/joe/presence/basic",
            "joe",
            "<!DOCTYPE presence [<!ENTITY a \"AWAY\">]><presence>&a;</presence>",
            Life.Hour,
            400,
            102
        },
        { "no password element", "POST", "/users/app/sessions", null, "<session/>", "", 400, 102 },
        { "another root", "POST", "/users/app/sessions", null, "<login><password>secret</password></login>", "", 400, 103 },
        { "another root to set", "PUT", "/users/joe/presence/basic", "joe", "<state>AWAY</state>", Life.Hour, 400, 103 },
        { "a presence type that is none", "GET", "/users/joe/presence/full/contacts/rita@localhost", "joe", null, "", 400, 110 },
        { "an empty password", "POST", "/users/app/sessions", null, "<session><password/></session>", "", 400, 111 },
        { "an empty user", "POST", "/users//sessions", null, "<session><password>secret</password></session>", "", 404, 113 },
        { "a wrong password", "POST", "/users/app/sessions", null, "<session><password>wrong</password></session>", "", 400, 114 },
        {
            "an application user that is none",
            "POST",
            "/users/nobody/sessions",
            null,
            "<session><password>secret</password></session>",
            "",
            400,
            114
        },
        { "an end user that is none", "POST", "/users/nobody/sessions", "app", null, "", 400, 114 },
        { "an empty state", "PUT", "/users/joe/presence/basic", "joe", "<presence/>", Life.Hour, 400, 115 },
        { "a state that is none", "PUT", "/users/joe/presence/basic", "joe", "<presence>ASLEEP</presence>", Life.Hour, 400, 120 },
        { "UNKNOWN", "PUT", "/users/joe/presence/basic", "joe", "<presence>UNKNOWN</presence>", Life.Hour, 400, 120 },
        {
            "AVAILABLE with override",
            "PUT",
            "/users/joe/presence/basic",
            "joe",
            "<presence>AVAILABLE</presence>",
            Life.Hour + "\nPresence-Override: true",
            400,
            121
        },
        { "DND without", "PUT", "/users/joe/presence/basic", "joe", "<presence>DND</presence>", Life.Hour, 400, 122 },
        {
            "a refresh with a URL",
            "PUT",
            "/endpoints/1",
            "app",
            "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>",
            Life.Hour,
            400,
            123
        },
        { "a malformed contact", "GET", "/users/joe/presence/basic/contacts/rita", "joe", null, "", 400, 124 },
        {
            "an override that is neither",
            "PUT",
            "/users/joe/presence/basic",
            "joe",
            Away,
            Life.Hour + "\nPresence-Override: TRUE",
            400,
            125
        },
        { "an endpoint without URL", "POST", "/endpoints", "app", "<endpoint><url/></endpoint>", Life.Hour, 400, 130 },
        { "no expiry", "POST", "/endpoints", "app", "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>", "", 400, 131 },
        { "too short", "POST", "/users/joe/subscriptions", "joe", Sub, "Presence-Expiry: 3599", 400, 131 },
        { "too long", "PUT", "/users/joe/presence/basic", "joe", Away, "Presence-Expiry: 86401", 400, 131 },
        { "no number", "PUT", "/endpoints/1", "app", null, "Presence-Expiry: soon", 400, 131 },
        { "no expiry to set", "PUT", "/users/joe/presence/basic", "joe", Away, "", 400, 131 },
        { "an endpoint that is none", "PUT", "/endpoints/77", "app", null, Life.Hour, 400, 132 },
        { "an endpoint to end that is none", "DELETE", "/endpoints/first", "app", null, "", 400, 132 },
        {
            "a subscription with such an endpoint",
            "POST",
            "/users/joe/subscriptions",
            "joe",
            Sub.Replace(">1<", ">77<"),
            Life.Hour,
            400,
            132
        },
        { "a subscription that is none", "GET", "/users/joe/presence/basic/subscriptions/77", "joe", null, "", 400, 133 },
        { "a subscription to end that is none", "DELETE", "/users/joe/subscriptions/77", "joe", null, "", 400, 133 },
        { "a subscription to refresh that is none", "PUT", "/users/joe/subscriptions/77", "joe", null, Life.Hour, 400, 133 },
        {
            "another type",
            "POST",
            "/users/joe/subscriptions",
            "joe",
            Sub.Replace("PRESENCE_NOTIFICATION", "MESSAGES"),
            Life.Hour,
            400,
            134
        },
        {
            "no contacts",
            "POST",
            "/users/joe/subscriptions",
            "joe",
            "<subscription><contactsList/><subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>",
            Life.Hour,
            400,
            135
        },
        { "another user's subscription", "GET", "/users/rita/presence/basic/subscriptions/1", "joe", null, "", 400, 137 },
        { "an application user's subscription", "POST", "/users/app/subscriptions", "app", Sub, Life.Hour, 400, 140 },
        {
            "an end user's endpoint",
            "POST",
            "/endpoints",
            "joe",
            "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>",
            Life.Hour,
            400,
            141
        },
        {
            "a URL with spaces",
            "POST",
            "/endpoints",
            "app",
            "<endpoint><url>http://127.0.0.1:8080/a b</url></endpoint>",
            Life.Hour,
            400,
            142
        },
        { "an empty contact", "GET", "/users/joe/presence/basic/contacts/rita@localhost;;joe@localhost", "joe", null, "", 400, 143 },
        { "a contact that is not in it", "DELETE", "/users/joe/subscriptions/1/contacts/ben@localhost", "joe", null, "", 400, 144 },
        { "neither expiry nor contacts", "PUT", "/users/joe/subscriptions/1", "joe", null, "", 400, 145 },
        {
            "no contact list",
            "POST",
            "/users/joe/subscriptions",
            "joe",
            "<subscription><subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><endPointID>1</endPointID></subscription>",
            Life.Hour,
            400,
            146
        },
        {
            "another element among the contacts",
            "POST",
            "/users/joe/subscriptions",
            "joe",
            Sub.Replace("<contact ", "<friend "),
            Life.Hour,
            400,
            147
        },
        { "another attribute", "POST", "/users/joe/subscriptions", "joe", Sub.Replace("contactURI", "uri"), Life.Hour, 400, 148 },
        {
            "an override of another tuple",
            "PUT",
            "/users/joe/presence/rich",
            "joe",
            "<presence><person><activities><away/></activities></person><tuple id=\"pc\"/></presence>",
            Life.Hour + "\nPresence-Override: true",
            400,
            161
        },
        {
            "a device of another source",
            "PUT",
            "/users/joe/presence/rich",
            "joe",
            "<presence><person><activities><away/></activities></person><tuple id=\"pc\"/></presence>",
            Life.Hour,
            400,
            162
        },
        { "a body that is too long", "PUT", "/users/joe/presence/basic", "joe", new string('x', (1024 * 1024) + 1), Life.Hour, 413, 150 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_gets_its_error_and_changes_nothing(
        string what, string method, string path, string? whose, string? body, string headers, int status, int code)
    {
        var key = whose is null ? null : started.Keys.GetValueOrDefault(whose, Guid.Empty.ToString());
        using var answer = await Server.SendAsync(method, path, key, body, headers.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{what}: {(int)answer.StatusCode} {text}");
        var error = XElement.Parse(text);
        Assert.Equal("error", error.Name.ToString());
        Assert.Equal($"{code}", error.Element("code")!.Value);
        Assert.NotEmpty(error.Element("message")!.Value);
        Assert.NotEmpty(error.Element("fix")!.Value);

        Assert.Equal(
            new Dictionary<string, string> { ["rita@localhost"] = "UNAVAILABLE", ["carlotta@localhost"] = "UNAVAILABLE" },
            await Server.FetchAsync("joe", started.Keys["joe"], 1));
        Assert.Equal("UNAVAILABLE", (await Server.PollAsync("joe", started.Keys["joe"], "joe@localhost"))["joe@localhost"]);
    }

    [Theory]
    [InlineData("PATCH", "/users/joe/presence/basic", "PUT")]
    [InlineData("GET", "/users/joe/sessions", "POST")]
    [InlineData("GET", "/endpoints", "POST")]
    [InlineData("POST", "/endpoints/1", "PUT")]
    [InlineData("POST", "/users/joe/presence/basic/subscriptions/1", "GET")]
    public async Task A_wrong_method_is_405_and_says_which_are_right(string method, string path, string allowed)
    {
        using var answer = await Server.SendAsync(method, path, started.Keys["joe"]);
        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Contains(allowed, answer.Content.Headers.Allow);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/users/joe")]
    [InlineData("/nothing")]
    [InlineData("/users/joe/presence/basic/people/rita")]
    public async Task A_path_that_does_not_exist_is_404_in_plain_text(string path)
    {
        using var answer = await Server.SendAsync("GET", path, started.Keys["joe"]);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_live_session_of_another_application_user_is_160_without_force()
    {
        await Server.Services.AddAppUserAsync("other", "secret");
        using var login = await Server.SendAsync("POST", "/users/other/sessions", body: "<session><password>secret</password></session>");
        var other = XElement.Parse(await login.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Element(
            "sessionKey")!.Value;

        using var answer = await Server.SendAsync("POST", "/users/joe/sessions", other);
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Contains(
            "<code>160</code>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.NotEmpty(await Server.FetchAsync("joe", started.Keys["joe"], 1));
    }

    [Fact]
    public void Every_error_of_the_table_is_provoked_or_said_to_be_unreachable() => Coverage.Check(
        [.. Wrong.Select(row => row.Data.Item8), 160, .. Coverage.ByLimits], [UnreachableErrors.Anywhere, UnreachableErrors.OverRest]);

    public sealed class Started : IAsyncLifetime
    {
        private CallbackListener _listener = null!;

        public PwsTestServer Server { get; private set; } = null!;

        public Dictionary<string, string> Keys { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Server = await PwsTestServer.StartAsync();
            _listener = await CallbackListener.StartAsync();
            Keys["app"] = await Server.LogInAppAsync();
            Keys["joe"] = await Server.LogInAsync("joe", Keys["app"]);
            await Server.SubscribeAsync(
                "joe", Keys["joe"], await Server.RegisterAsync(Keys["app"], _listener.Url), "rita@localhost", "carlotta@localhost");
        }

        public async ValueTask DisposeAsync()
        {
            await _listener.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
