using System.Net.Sockets;
using System.Text;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Rest;

/// <summary>Requests as clients of all kinds write them, byte by byte.</summary>
public sealed class WireTests
{
    private const string LogIn = "<session><password>secret</password></session>";

    [Fact]
    public async Task A_chunked_body_is_taken()
    {
        await using var server = await PwsTestServer.StartAsync();
        var answer = await SendAsync(server,
            "POST /presence-service/users/app/sessions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + $"9\r\n{LogIn[..9]}\r\n{LogIn.Length - 9:x}\r\n{LogIn[9..]}\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_chunk_is_150_or_a_bad_request_and_never_500()
    {
        await using var server = await PwsTestServer.StartAsync();
        var answer = await SendAsync(server,
            "POST /presence-service/users/app/sessions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                + "chunked\r\nConnection: close\r\n\r\nzz\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("<code>150</code>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_expects_100_hears_it_before_it_sends_the_body()
    {
        await using var server = await PwsTestServer.StartAsync();
        var answer = await SendAsync(server,
            "POST /presence-service/users/app/sessions HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                + $"{LogIn.Length}\r\nConnection: close\r\n\r\n",
            LogIn);
        Assert.StartsWith("HTTP/1.1 100", answer, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 201", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_takes_one_request_after_the_other()
    {
        await using var server = await PwsTestServer.StartAsync();
        var one = $"POST /presence-service/users/app/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: {LogIn.Length}\r\n";
        var answer = await SendAsync(server, $"{one}\r\n{LogIn}{one}\r\n{LogIn}{one}Connection: close\r\n\r\n{LogIn}");
        Assert.Equal(4, answer.Split("HTTP/1.1 201").Length);
    }

    [Fact]
    public async Task The_Location_names_the_host_that_the_client_named()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        const string Body = "<endpoint><url>http://127.0.0.1:8080/</url></endpoint>";
        var answer = await SendAsync(server,
            "POST /presence-service/endpoints HTTP/1.1\r\nHost: cups.example.com:18082\r\nPresence-Session-Key: "
                + $"{app}\r\nPresence-Expiry: 3600\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}");
        Assert.Contains("Location: http://cups.example.com:18082/presence-service/endpoints/1\r\n", answer, StringComparison.Ordinal);
        answer = await SendAsync(server,
            $"POST /presence-service/endpoints HTTP/1.0\r\nPresence-Session-Key: {app}\r\nPresence-Expiry: "
                + $"3600\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        Assert.Contains($"Location: {server.Address}presence-service/endpoints/2\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_GET_may_carry_a_body()
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        using var answer = await server.SendAsync("GET", "/users/joe/presence/basic/contacts/rita@localhost", joe, "<not><xml>");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Five_thousand_contacts_may_stand_in_the_line()
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        var contacts = Enumerable
            .Range(0, 5000)
            .Select(i => $"someone-with-a-rather-long-name-{i}@a-domain-with-a-rather-long-name.example.com")
            .ToArray();
        Assert.Equal(5000, (await server.PollAsync("joe", joe, contacts)).Count);
        await server.RefusedAsync(
            135, "GET", $"/users/joe/presence/basic/contacts/{string.Join(';', Enumerable.Range(0, 5001).Select(i => $"u{i}@h"))}", joe);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_414()
    {
        await using var server = await PwsTestServer.StartAsync();
        var answer = await SendAsync(
            server, $"GET /presence-service/{new string('x', new PresenceServerOptions().MaxRequestLine)} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_meant_by_domain_address_and_host_and_given_back_as_spelled()
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SetAsync("rita", await server.LogInAsync("rita", app), "BUSY");
        string[] spelled = ["rita@localhost", "RITA@LocalHost", "sip:rita@127.0.0.1", "rita@[::1]", "rita@elsewhere.org"];
        Assert.Equal(
            new Dictionary<string, string>
            {
                [spelled[0]] = "BUSY",
                [spelled[1]] = "BUSY",
                [spelled[2]] = "BUSY",
                [spelled[3]] = "BUSY",
                [spelled[4]] = "UNKNOWN",
            },
            await server.PollAsync("joe", joe, spelled));

        var answer = await SendAsync(server,
            "GET /presence-service/users/joe/presence/basic/contacts/rita@cups.example.com HTTP/1.1\r\nHost: "
                + $"cups.example.com:8082\r\nPresence-Session-Key: {joe}\r\nConnection: close\r\n\r\n");
        Assert.Contains("<contact contactURI=\"rita@cups.example.com\" presenceStatus=\"BUSY\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence>\n  AWAY\n</presence>\n", "text/xml")]
    [InlineData("<p:presence xmlns:p=\"urn:any\">AWAY</p:presence>", "application/xml")]
    [InlineData("  <presence>AWAY</presence>", null)]
    [InlineData("<presence><!-- why not -->AWAY</presence>", "text/plain")]
    public async Task Bodies_come_in_every_dress(string body, string? type)
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        using var request = new HttpRequestMessage(HttpMethod.Put, "/presence-service/users/joe/presence/basic")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.TryAddWithoutValidation("Presence-Session-Key", joe);
        request.Headers.TryAddWithoutValidation("Presence-Expiry", "3600");
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("AWAY", (await server.PollAsync("joe", joe, "joe@localhost"))["joe@localhost"]);
    }

    [Theory]
    [InlineData("<presence>AWAY<!-- \u00FC --></presence>", "text/xml; charset=ISO-8859-1")]
    [InlineData("<?xml version=\"1.0\"?><presence>AWAY<!-- \u00FC --></presence>", "text/xml;charset=\"windows-1252\"")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1252\"?><presence>AWAY<!-- \u00FC --></presence>", "text/xml")]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?><presence>AWAY<!-- \u00FC --></presence>", "text/xml; charset=iso-8859-1")]
    public async Task A_body_that_is_not_UTF_8_says_so_itself_or_in_its_type(string body, string type)
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        using var request = new HttpRequestMessage(HttpMethod.Put, "/presence-service/users/joe/presence/basic")
        {
            Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)),
        };
        request.Headers.TryAddWithoutValidation("Presence-Session-Key", joe);
        request.Headers.TryAddWithoutValidation("Presence-Expiry", "3600");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("AWAY", (await server.PollAsync("joe", joe, "joe@localhost"))["joe@localhost"]);
    }

    [Theory]
    [InlineData("", "There is no XML: the body is empty.")]
    [InlineData(" \n", "There is no XML: the body is empty.")]
    [InlineData(
        "<!DOCTYPE presence [<!ENTITY a \"AWAY\">]><presence>&a;</presence>",
        "The XML does not parse: it has a DTD, or is not encoded as it says.")]
    [InlineData("<presence>AWAY", "The XML does not parse at line 1, position 15.")]
    public async Task A_body_that_is_no_XML_is_told_why(string body, string message)
    {
        await using var server = await PwsTestServer.StartAsync();
        var joe = await server.LogInAsync("joe", await server.LogInAppAsync());
        using var answer = await server.SendAsync("PUT", "/users/joe/presence/basic", joe, body, Life.Hour);
        Assert.Contains(
            $"<code>102</code><message>{message}</message>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/endpoints", 405)]
    public async Task An_answer_says_its_length_also_where_there_is_no_such_path(string method, string path, int status)
    {
        await using var server = await PwsTestServer.StartAsync();
        using var answer = await server.SendAsync(method, path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEqual(true, answer.Headers.TransferEncodingChunked);
        Assert.Equal(
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length,
            answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_name_beyond_ASCII_logs_in_subscribes_and_is_named_in_the_Location()
    {
        await using var server = await PwsTestServer.StartAsync(["jörg", "rita"]);
        await using var listener = await CallbackListener.StartAsync();
        var app = await server.LogInAppAsync();
        var joerg = await server.LogInAsync("J%C3%96RG", app);
        using var answer = await server.SendAsync(
            "POST", "/users/j%C3%B6rg/subscriptions", joerg, Life.Subscription(
                await server.RegisterAsync(app, listener.Url), "rita@localhost"), Life.Hour);
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.EndsWith("/users/j%C3%B6rg/subscriptions/1", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/users/joe/presence/basic")]
    [InlineData("POST", "/endpoints")]
    [InlineData("POST", "/users/joe/subscriptions")]
    public async Task Nothing_that_a_client_writes_is_answered_with_500(string method, string path)
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        string[] odd =
        [
            "", "<", "\0", "<a/>", "<presence>\u0001</presence>", new string(
                '<',
                5000), new string('a', 100_000), $"<presence>{new string('x', 500_000)}</presence>",
            string.Concat(
                Enumerable.Repeat(
                    "<presence>",
                    20_000)), "<endpoint><url>http://[</url></endpoint>", "<endpoint><url>http://a\\b</url></endpoint>",
            $"<endpoint><url>http://{new string('a', 70_000)}/</url></endpoint>", "<endpoint><url>http://user:pw@xn--/</url></endpoint>",
            Life.Subscription(1, "a@b@c", "a"), Life.Subscription(int.MaxValue, "rita@localhost"), "<presence xmlns:a='a' xmlns:a='b'/>",
        ];
        string[] headers =
        [
            Life.Hour,
            "Presence-Expiry: 99999999999999999999",
            "Presence-Expiry: -1",
            "Presence-Expiry: 3600,3600",
            "Presence-Override: maybe",
        ];
        foreach (var body in odd)
        {
            foreach (var header in headers)
            {
                foreach (var key in new[] { app, joe, "no key", new string('k', 5000) })
                {
                    using var answer = await server.SendAsync(method, path, key, body, header);
                    Assert.InRange((int)answer.StatusCode, 200, 499);
                }
            }
        }
    }

    [Theory]
    [InlineData("/users/%00/sessions")]
    [InlineData("/users/%ED%A0%80/sessions")]
    [InlineData("/users/a%2Fb/sessions")]
    [InlineData("/users/a%7Cb/sessions")]
    [InlineData("/users/%20/sessions")]
    [InlineData("/users/'%20OR%201=1/sessions")]
    public async Task Odd_names_are_refused_and_never_answered_with_500(string path)
    {
        await using var server = await PwsTestServer.StartAsync();
        var app = await server.LogInAppAsync();
        foreach (var (key, body) in new (string?, string?)[] { (null, LogIn), (app, null) })
        {
            using var answer = await server.SendAsync("POST", path, key, body);
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }

        using var longest = await server.SendAsync("POST", $"/users/{new string('a', 300_000)}/sessions", app);
        Assert.InRange((int)longest.StatusCode, 400, 499);
    }

    private static async Task<string> SendAsync(PwsTestServer server, string request, string? after100 = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        var first = "";
        if (after100 is not null)
        {
            var buffer = new byte[1024];
            first = Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(after100));
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return first + await reader.ReadToEndAsync();
    }
}
