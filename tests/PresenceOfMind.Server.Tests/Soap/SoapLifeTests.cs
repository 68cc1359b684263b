using System.Xml.Linq;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Soap;

public sealed class SoapLifeTests : IAsyncLifetime
{
    private PwsTestServer _server = null!;
    private CallbackListener _listener = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PwsTestServer.StartAsync();
        _listener = await CallbackListener.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(SoapVersion.Soap11)]
    [InlineData(SoapVersion.Soap12)]
    public async Task Every_operation_works_in_both_versions(SoapVersion version)
    {
        var app = await _server.SoapLogInAppAsync(version: version);
        var joe = await _server.SoapLogInAsync("joe", app, version: version);
        var rita = await _server.SoapLogInAsync("rita", app, version: version);
        Assert.Equal(1, await _server.SoapRegisterAsync(app, _listener.Url, version));
        Assert.Equal(1, await _server.SoapSubscribeAsync(joe, 1, ["rita@localhost"], version));
        await _listener.NextAsync();
        Assert.Equal(PresenceState.Unavailable, (await _server.SoapFetchAsync(joe, 1, version))["rita@localhost"]);

        await _server.SoapSetAsync(rita, PresenceState.Busy, version: version);
        await _listener.NextAsync();
        var rich = SoapAnswers.ReadRichPresence(
            await _server.AskAsync(new SoapGetSubscribedPresence(1, SoapPresenceType.Rich), joe, version),
            SoapOperation.GetSubscribedPresence);
        Assert.Equal(PresenceState.Busy, Assert.Single(rich).State);
        await _server.SoapSetAsync(rita, PresenceState.Dnd, asOverride: true, version);
        await _listener.NextAsync();
        var polled = await _server.AskAsync(
            new SoapGetPolledPresence(["RITA@localhost", "nobody@localhost"], SoapPresenceType.Basic),
            joe,
            version);
        Assert.Equal(
            [
                new() { ContactUri = "RITA@localhost", State = PresenceState.Dnd },
                new() { ContactUri = "nobody@localhost", State = PresenceState.Unknown },
            ],
            SoapAnswers.ReadBasicPresence(polled, SoapOperation.GetPolledPresence));

        await SucceedsAsync(new SoapUnsubscribe(1, null, All: true), joe, version);
        await SucceedsAsync(new SoapUnregisterEndPoint(1), app, version);
        await SucceedsAsync(new SoapLogout(), rita, version);
        await SucceedsAsync(new SoapLogout(), app, version);
        Assert.Equal(101, await CodeAsync(SoapLife.Envelope("<logout/>", joe)));
    }

    [Fact]
    public async Task A_forced_login_gives_a_new_key_and_an_unforced_one_the_same()
    {
        var app = await _server.SoapLogInAppAsync();
        Assert.Equal(app, await _server.LogInAppAsync());
        var joe = await _server.SoapLogInAsync("joe", app);
        Assert.Equal(joe, await _server.SoapLogInAsync("joe", app));
        Assert.NotEqual(joe, await _server.SoapLogInAsync("joe", app, force: true));
        Assert.NotEqual(app, await _server.SoapLogInAppAsync(force: true));
    }

    [Fact]
    public async Task A_subscription_takes_more_contacts_an_expiry_or_both_and_gives_contacts_up()
    {
        var app = await _server.SoapLogInAppAsync();
        var joe = await _server.SoapLogInAsync("joe", app);
        await _server.SoapRegisterAsync(app, _listener.Url);
        await _server.SoapSubscribeAsync(joe, 1, ["rita@localhost"]);
        await _listener.NextAsync();
        await _server.SoapFetchAsync(joe, 1);

        var changed = await _server.AskAsync(new SoapSubscribe(["carlotta@localhost"], RestRequests.PresenceNotification, null, 1, 1), joe);
        Assert.Equal(1, SoapAnswers.ReadSubscriptionId(changed));
        await _listener.NextAsync();
        Assert.Equal(["rita@localhost", "carlotta@localhost"], (await _server.SoapFetchAsync(joe, 1)).Keys);
        Assert.Equal(
            1,
            SoapAnswers.ReadSubscriptionId(
                await _server.AskAsync(new SoapSubscribe(null, RestRequests.PresenceNotification, "7200", null, 1), joe)));

        await SucceedsAsync(new SoapUnsubscribe(1, ["rita@localhost"], All: false), joe);
        Assert.Equal(["carlotta@localhost"], (await _server.SoapFetchAsync(joe, 1)).Keys);
    }

    [Fact]
    public async Task An_endpoint_with_an_id_is_refreshed()
    {
        var app = await _server.SoapLogInAppAsync();
        await _server.SoapRegisterAsync(app, _listener.Url);
        Assert.Equal(1, SoapAnswers.ReadEndpointId(await _server.AskAsync(new SoapRegisterEndPoint(null, 1, "7200"), app)));
    }

    [Fact]
    public async Task A_rich_set_may_come_as_xml_or_as_an_escaped_string()
    {
        var app = await _server.SoapLogInAppAsync();
        var rita = await _server.SoapLogInAsync("rita", app);
        const string Meeting =
            "<presence xmlns=\"\"><person><activities><meeting/></activities></person><tuple id=\"calendar\"><source>Presence Web "
                + "Service</source></tuple></presence>";
        foreach (var document in new[] { Meeting, System.Security.SecurityElement.Escape(Meeting.Replace("meeting", "on-the-phone")) })
        {
            var set = SoapLife.Envelope(
                $"<setPresence><presenceType>RICH_PRESENCE</presenceType><presenceInfo><richPresence>{document}</richPresence><override>false</override></presenceInfo><expiration>3600</expiration></setPresence>",
                rita);
            Assert.Equal(0, await CodeAsync(set));
            var polled = await _server.AskAsync(new SoapGetPolledPresence(["rita@localhost"], SoapPresenceType.Rich), rita);
            var rich = Assert.Single(SoapAnswers.ReadRichPresence(polled, SoapOperation.GetPolledPresence));
            Assert.Contains(rich.Person!.Activities[0].Name, document, StringComparison.Ordinal);
            Assert.Equal(PresenceState.Busy, rich.State);
        }
    }

    [Fact]
    public async Task The_description_names_the_address_that_the_client_used()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(SoapLife.Path + "?wsdl", UriKind.Relative));
        request.Headers.Host = "pws.example.com:8082";
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var wsdl = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var address = wsdl.Descendants(XName.Get("address", "http://schemas.xmlsoap.org/wsdl/soap/")).Single();
        Assert.Equal("http://pws.example.com:8082/presence-service/soap", address.Attribute("location")!.Value);
    }

    [Fact]
    public async Task A_GET_that_asks_for_no_description_is_405()
    {
        using var answer = await _server.Http.GetAsync(new Uri(SoapLife.Path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Logging_in_elsewhere_leads_home_with_an_answer_of_its_own()
    {
        await using var elsewhere = await PwsTestServer.StartAsync(configure: o =>
        {
            o.Nodes = [new("a.example.com", []), new("b.example.com", [])];
            o.Homes = new Dictionary<string, string> { ["joe"] = "b.example.com", ["rita"] = "a.example.com" };
        });
        var app = await elsewhere.SoapLogInAppAsync();
        var joe = SoapAnswers.ReadLogin(await elsewhere.AskAsync(new SoapLogin(false, "joe", null, app)));
        Assert.Equal(new SessionRedirect("b.example.com", "a.example.com"), joe.Redirect);
        var rita = SoapAnswers.ReadLogin(await elsewhere.AskAsync(new SoapLogin(false, "rita", null, app)));
        Assert.Equal("b.example.com", rita.BackupServer);
        Assert.NotNull(rita.SessionKey);
    }

    private async Task SucceedsAsync(SoapRequest request, string key, SoapVersion version = SoapVersion.Soap11) =>
        Assert.True(SoapAnswers.ReadStatus(await _server.AskAsync(request, key, version), request.Operation));

    private async Task<int> CodeAsync(string envelope) => SoapErrorTests.CodeOf((await _server.PostAsync(envelope)).Body);
}
