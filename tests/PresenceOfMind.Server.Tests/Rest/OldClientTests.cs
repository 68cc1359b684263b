using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Tests.Soap;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

/// <summary>What old clients, parsers and proxies need of the wire.</summary>
public sealed class OldClientTests : IAsyncLifetime
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private const string Fetch = "/users/joe/presence/basic/subscriptions/1";

    private PwsTestServer _server = null!;
    private CallbackListener _listener = null!;
    private string _app = "";
    private string _joe = "";

    public async ValueTask InitializeAsync()
    {
        _server = await PwsTestServer.StartAsync();
        _listener = await CallbackListener.StartAsync();
        _app = await _server.LogInAppAsync();
        _joe = await _server.LogInAsync("joe", _app);
        await _server.RegisterAsync(_app, _listener.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_body_of_an_answer_over_REST_begins_with_the_XML_declaration()
    {
        await _server.SubscribeAsync("joe", _joe, 1, "rita@localhost");
        (string Method, string Path, string? Key, string? Body)[] requests =
        [
            ("POST", "/users/app/sessions", null, "<session><password>secret</password></session>"),
            ("POST", "/users/joe/sessions", _app, null),
            ("GET", "/users/joe/presence/basic/contacts/rita@localhost", _joe, null),
            ("GET", "/users/joe/presence/rich/contacts/rita@localhost", _joe, null),
            ("GET", Fetch, _joe, null),
            ("GET", Fetch, _joe, null),
            ("GET", Fetch.Replace("basic", "rich", StringComparison.Ordinal), _joe, null),
            ("GET", Fetch, null, null),
            ("PUT", "/users/joe/presence/basic", _joe, new string(' ', (1024 * 1024) + 1)),
            ("GET", "/soap?wsdl", null, null),
        ];
        foreach (var (method, path, key, body) in requests)
        {
            using var answer = await _server.SendAsync(method, path, key, body, Life.Hour);
            Assert.StartsWith(
                Declaration,
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SoapVersion.Soap11)]
    [InlineData(SoapVersion.Soap12)]
    public async Task Every_body_of_an_answer_over_SOAP_begins_with_the_XML_declaration(SoapVersion version)
    {
        var contacts = new[] { "rita@localhost" };
        (SoapRequest Request, string? Key)[] requests =
        [
            (new SoapLogin(false, "app", "secret", null), null),
            (new SoapLogin(false, "app", "wrong", null), null),
            (new SoapRegisterEndPoint(_listener.Url, 0, "3600"), _app),
            (new SoapSubscribe(contacts, RestRequests.PresenceNotification, "3600", 1, 0), _joe),
            (new SoapGetPolledPresence(contacts, SoapPresenceType.Basic), _joe),
            (new SoapGetPolledPresence(contacts, SoapPresenceType.Rich), _joe),
            (new SoapGetSubscribedPresence(1, SoapPresenceType.Basic), _joe),
            (new SoapGetSubscribedPresence(1, SoapPresenceType.Rich), _joe),
            (new SoapSetPresence(PresenceState.Away, null, false, "3600"), _joe),
            (new SoapUnsubscribe(1, null, true), _joe),
            (new SoapUnregisterEndPoint(1), _app),
            (new SoapLogout(), _joe),
        ];
        foreach (var (request, key) in requests)
        {
            var answer = Encoding.UTF8.GetString(await _server.AskAsync(request, key, version));
            Assert.StartsWith(Declaration + "<soap:Envelope", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task HEAD_is_answered_where_GET_is_and_leaves_the_latch()
    {
        await _server.SubscribeAsync("joe", _joe, 1, "joe@localhost");
        await _listener.NextAsync();
        foreach (var path in new[]
        {
            Fetch,
            Fetch.Replace("basic", "rich", StringComparison.Ordinal),
            "/users/joe/presence/basic/contacts/rita@localhost",
            "/soap?wsdl",
        })
        {
            using var get = await _server.SendAsync("HEAD", path, _joe);
            Assert.Equal(200, (int)get.StatusCode);
            Assert.True(get.Content.Headers.ContentLength > Declaration.Length);
            Assert.Empty(await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        // The latch is still closed: the change is not notified, until the fetch.
        await _server.SetAsync("joe", _joe, "BUSY");
        Assert.Equal("BUSY", (await _server.FetchAsync("joe", _joe, 1))["joe@localhost"]);
        Assert.Equal(0, _listener.Waiting);
        await _server.SetAsync("joe", _joe, "AWAY");
        await _listener.NextAsync();
    }

    [Fact]
    public async Task HEAD_is_refused_where_GET_is()
    {
        using var answer = await _server.SendAsync("HEAD", "/endpoints", _app);
        Assert.Equal(405, (int)answer.StatusCode);
        using var stranger = await _server.SendAsync("HEAD", Fetch);
        Assert.Equal(401, (int)stranger.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/users/joe/presence/basic", "gzip", 415)]
    [InlineData("PUT", "/users/joe/presence/rich", "br, identity", 415)]
    [InlineData("POST", "/users/joe/subscriptions", "deflate", 415)]
    [InlineData("POST", "/soap", "gzip", 415)]
    [InlineData("PUT", "/users/joe/presence/basic", "identity", 200)]
    [InlineData("GET", "/users/joe/presence/basic/contacts/rita@localhost", "gzip", 200)]
    public async Task A_body_in_an_encoding_that_is_not_read_is_415(string method, string path, string encoding, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/presence-service" + path)
        {
            Content = new StringContent("<presence>AWAY</presence>"),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        request.Headers.Add("Presence-Session-Key", _joe);
        request.Headers.Add("Presence-Expiry", "3600");
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 415)
        {
            Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
            Assert.Contains(
                "Content-Encoding",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("//presence-service/users/joe/presence/basic/contacts/rita@localhost")]
    [InlineData("////presence-service/users/joe/presence/basic/contacts/rita@localhost")]
    public async Task A_path_that_begins_with_several_slashes_is_read_as_with_one(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address.ToString().TrimEnd('/') + path));
        request.Headers.Add("Presence-Session-Key", _joe);
        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public void An_idle_connection_stays_open_for_longer_than_a_client_fetches() =>
        Assert.Equal(
            TimeSpan.FromMinutes(15),
            _server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.KeepAliveTimeout);

    [Theory]
    [InlineData("<subscription><contactsList/></subscription>")]
    [InlineData("<subscription><contactsList xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/></subscription>")]
    [InlineData("<subscription></subscription>")]
    [InlineData("")]
    public async Task An_empty_list_beside_an_expiry_is_as_none(string body)
    {
        await _server.SubscribeAsync("joe", _joe, 1, "rita@localhost");
        using var answer = await _server.SendAsync("PUT", "/users/joe/subscriptions/1", _joe, body, Life.Hour);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(["rita@localhost"], (await _server.FetchAsync("joe", _joe, 1)).Keys);
        using var alone = await _server.SendAsync("PUT", "/users/joe/subscriptions/1", _joe, body);
        Assert.Equal(400, (int)alone.StatusCode);
    }

    [Theory]
    [InlineData("<contactsList/>")]
    [InlineData("<contactsList xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>")]
    public async Task An_empty_list_beside_an_expiry_is_as_none_over_SOAP(string list)
    {
        await _server.SubscribeAsync("joe", _joe, 1, "rita@localhost");
        var refresh =
            $"<subscribe>{list}<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType><expiration>3600</expiration><endPointID>1</endPointID><subscriptionID>1</subscriptionID></subscribe>";
        var (_, _, answer) = await _server.PostAsync(SoapLife.Envelope(refresh, _joe));
        Assert.Equal(1, SoapAnswers.ReadSubscriptionId(answer));
        Assert.Equal(["rita@localhost"], (await _server.FetchAsync("joe", _joe, 1)).Keys);
    }

    [Fact]
    public async Task A_subscription_ends_with_the_last_of_its_contacts()
    {
        await _server.SubscribeAsync("joe", _joe, 1, "rita@localhost", "carlotta@localhost");
        await _server.RefusedAsync(
            144, "DELETE", "/users/joe/subscriptions/1/contacts/rita@localhost;carlotta@localhost;ben@localhost", _joe);
        using var answer = await _server.SendAsync(
            "DELETE",
            "/users/joe/subscriptions/1/contacts/rita@localhost;CARLOTTA@localhost;rita@127.0.0.1",
            _joe);
        Assert.Equal(200, (int)answer.StatusCode);
        await _server.RefusedAsync(133, "GET", Fetch, _joe);
        Assert.Equal(1, await _server.SubscribeAsync("joe", _joe, 1, "rita@localhost"));

        var all = SoapLife.Envelope(
            "<unsubscribe><unsubscribeRequest><subscriptionID>1</subscriptionID><contactsList><contact "
                + "contactURI=\"rita@localhost\"/></contactsList></unsubscribeRequest></unsubscribe>",
            _joe);
        Assert.True(SoapAnswers.ReadStatus((await _server.PostAsync(all)).Body, SoapOperation.Unsubscribe));
        await _server.RefusedAsync(133, "GET", Fetch, _joe);
        await _server.StopAsync();
        await _server.StartAsync();
        await _server.RefusedAsync(133, "GET", Fetch, _joe);
    }

    [Fact]
    public async Task A_refresh_of_an_endpoint_is_201_with_its_Location()
    {
        using var answer = await _server.SendAsync("PUT", "/endpoints/1", _app, null, Life.Hour);
        Assert.Equal(1, Life.Id(answer));
        Assert.EndsWith("/presence-service/endpoints/1", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "<faultcode>soap:MustUnderstand</faultcode>")]
    [InlineData(
        "http://www.w3.org/2003/05/soap-envelope",
        "application/soap+xml",
        "<soap:NotUnderstood xmlns:block=\"urn:wsse\" qname=\"block:Security\" />")]
    public async Task Nothing_is_done_for_a_request_with_a_block_that_must_be_understood_and_is_not(string ns, string media, string says)
    {
        var logout = SoapLife.Envelope("<logout/>", _joe, ns).Replace(
            "<s:Header>",
            "<s:Header><w:Security xmlns:w=\"urn:wsse\" s:mustUnderstand=\"1\"/>",
            StringComparison.Ordinal);
        var (status, contentType, body) = await _server.PostAsync(Encoding.UTF8.GetBytes(logout), media);
        Assert.Equal((200, media), (status, MediaTypeHeaderValue.Parse(contentType).MediaType));
        Assert.Contains(says, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal("UNAVAILABLE", (await _server.PollAsync("joe", _joe, "joe@localhost"))["joe@localhost"]);
    }
}
