using System.Net;
using PresenceOfMind.Client.Tests.Wire;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Soap;

/// <summary>What stands on the wire, and answers of other servers than ours.</summary>
public sealed class SoapPwsClientTests : IDisposable
{
    private const string Base = "http://pws.example:8082/presence-service";
    private const string Rpc = "urn:cisco:cup:presence:soap";

    private readonly ScriptedHandler _server = new();
    private readonly EndUserSession _joe = new() { Server = new Uri(Base), User = "joe", Key = "joe-key" };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_request_of_SOAP_1_1_names_its_action_in_a_header()
    {
        _server.Then(HttpStatusCode.OK, Envelope("<logoutResponse><status>SUCCESS</status></logoutResponse>"));
        await _server.SoapClient().LogOutAsync(_joe, Ct);
        var asked = Assert.Single(_server.Asked);
        Assert.StartsWith($"POST {Base}/soap SOAPAction=\"{Rpc}/logout\" ", asked, StringComparison.Ordinal);
        Assert.Contains(" text/xml; charset=utf-8 ", asked, StringComparison.Ordinal);
        Assert.Contains("http://schemas.xmlsoap.org/soap/envelope/", asked, StringComparison.Ordinal);
        Assert.Contains(">joe-key</session-key>", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_SOAP_1_2_names_its_action_in_the_media_type()
    {
        _server.Then(
            HttpStatusCode.OK,
            Envelope(
                "<x:getPolledPresenceResponse xmlns:x='urn:cisco:cup:presence:soap'><p><contact contactURI=' a@b.example ' "
                    + "presenceStatus='DND'/></p></x:getPolledPresenceResponse>"));
        var found = await _server.SoapClient(SoapVersion.Soap12).GetPresenceAsync(_joe, ["a@b.example"], Ct);
        Assert.Equal(new ContactPresence { ContactUri = "a@b.example", State = PresenceState.Dnd }, Assert.Single(found));
        var asked = Assert.Single(_server.Asked);
        Assert.Contains($" application/soap+xml; charset=utf-8; action=\"{Rpc}/getPresence\" ", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("SOAPAction", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_fault_becomes_its_code_whatever_the_status(HttpStatusCode status)
    {
        _server.Then(
            status,
            Envelope(
                "<s:Fault><faultcode>s:Server</faultcode><faultstring>busy</faultstring><detail><error><code>210</code><message>too "
                    + "busy</message></error></detail></s:Fault>"));
        var refused = await Assert.ThrowsAsync<PwsException>(() => _server.SoapClient().GetSubscribedPresenceAsync(_joe, 1, Ct));
        Assert.Equal((PwsErrorCode.CpuLimitReached, "too busy"), (refused.Code, refused.Message));
        Assert.Single(_server.Asked);
    }

    [Theory]
    [InlineData("s:Client", PwsErrorCode.XmlInvalid)]
    [InlineData("s:Server", PwsErrorCode.ServerError)]
    public async Task A_fault_without_a_code_is_the_senders_or_the_servers(string fault, PwsErrorCode code)
    {
        _server.Then(
            HttpStatusCode.InternalServerError,
            Envelope($"<s:Fault><faultcode>{fault}</faultcode><faultstring>no</faultstring></s:Fault>"));
        Assert.Equal(
            code,
            (await Assert.ThrowsAsync<PwsException>(() => _server.SoapClient().LogInAsync("app", "secret", cancellationToken: Ct))).Code);
    }

    [Fact]
    public async Task A_status_of_failure_is_the_operations_error()
    {
        _server.Then(HttpStatusCode.OK, Envelope("<unsubscribeResponse><status>FAILURE</status></unsubscribeResponse>"));
        Assert.Equal(
            PwsErrorCode.UnsubscribeFailed,
            (await Assert.ThrowsAsync<PwsException>(() => _server.SoapClient().UnsubscribeAsync(_joe, 1, Ct))).Code);
    }

    [Fact]
    public async Task A_redirect_leads_to_the_users_home_and_no_further_than_three_nodes()
    {
        _server
            .Then(HttpStatusCode.OK, Envelope("<loginResponse><redirect primaryServer='home.example' backupServer='b'/></loginResponse>"))
            .Then(
                HttpStatusCode.OK,
                Envelope("<loginResponse><success backupServer='b'><session-key>k</session-key></success></loginResponse>"));
        var session = await _server.SoapClient().LogInAsync("app", "secret", cancellationToken: Ct);
        Assert.Equal(
            new AppSession { Server = new Uri("http://home.example:8082/presence-service"), User = "app", Key = "k", BackupServer = "b" },
            session);
        Assert.StartsWith("POST http://home.example:8082/presence-service/soap ", _server.Asked[1], StringComparison.Ordinal);

        for (var i = 0; i < 9; i++)
        {
            _server.Then(HttpStatusCode.OK, Envelope("<loginResponse><redirect primaryServer='round.example'/></loginResponse>"));
        }

        await Assert.ThrowsAsync<PwsTransportException>(() => _server.SoapClient().LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Equal(2 + 4, _server.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, "<html>bad</html>")]
    [InlineData(HttpStatusCode.NotFound, "Not found")]
    [InlineData(HttpStatusCode.OK, "<html><body>Welcome</html>")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(
        HttpStatusCode.OK,
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><logoutResponse/></s:Body></s:Envelope>")]
    public async Task What_no_such_service_answers_is_said_with_address_and_status(HttpStatusCode status, string body)
    {
        _server.Then(status, body);
        var failed = await Assert.ThrowsAsync<PwsTransportException>(
            () => _server.SoapClient().LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Equal((int)status, failed.HttpStatus);
        Assert.StartsWith($"http://pws.example:8082 answered HTTP {(int)status}", failed.Message, StringComparison.Ordinal);
        Assert.EndsWith("(SOAP login).", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_failed_request_is_not_repeated()
    {
        _server.ThenThrow(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        await Assert.ThrowsAsync<PwsTransportException>(() => _server.SoapClient().UnsubscribeAsync(_joe, 1, Ct));
        Assert.Single(_server.Asked);
    }

    private static string Envelope(string body) =>
        $"<?xml version='1.0'?><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
