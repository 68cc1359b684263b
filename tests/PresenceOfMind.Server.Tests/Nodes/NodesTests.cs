using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Nodes;

/// <summary>Two nodes in one process: joe is at home on a, rita on b, application users on both.</summary>
public sealed class NodesTests
{
    [Fact]
    public async Task Logging_in_elsewhere_leads_home_and_the_answer_at_home_names_the_backup()
    {
        await using var server = await TwoNodesAsync();
        var (a, b) = (At(server, 0), At(server, 1));
        var appOnB = await LogInAppAsync(b);
        using var elsewhere = await SendAsync(b, "POST", "/users/joe/sessions", appOnB);

        Assert.Equal(307, (int)elsewhere.StatusCode);
        Assert.Equal("https://a.example.com/presence-service/users/joe/session", elsewhere.Headers.Location!.OriginalString);
        var redirect = XElement.Parse(await elsewhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Element(
            "redirect")!;
        Assert.Equal("a.example.com", redirect.Attribute("primaryServer")!.Value);
        Assert.Equal("b.example.com:9083", redirect.Attribute("backupServer")!.Value);

        using var home = await SendAsync(a, "POST", "/users/joe/session", await LogInAppAsync(a));
        Assert.Equal(201, (int)home.StatusCode);
        var session = XElement.Parse(await home.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("b.example.com:9083", session.Attribute("backupServer")!.Value);
        Assert.NotEmpty(session.Element("sessionKey")!.Value);
    }

    [Fact]
    public async Task Nodes_share_presence_and_never_sessions()
    {
        await using var server = await TwoNodesAsync();
        await using var listener = await CallbackListener.StartAsync();
        var (a, b) = (At(server, 0), At(server, 1));
        var appOnA = await LogInAppAsync(a);
        var appOnB = await LogInAppAsync(b);
        Assert.NotEqual(appOnA, appOnB);
        using (var stranger = await SendAsync(b, "POST", "/users/rita/sessions", appOnA))
        {
            Assert.Equal(401, (int)stranger.StatusCode);
        }

        using var joeLogin = await SendAsync(a, "POST", "/users/joe/sessions", appOnA);
        using var ritaLogin = await SendAsync(b, "POST", "/users/rita/sessions", appOnB);
        var (joe, rita) = (await Life.KeyAsync(joeLogin), await Life.KeyAsync(ritaLogin));
        using var endpoint = await SendAsync(a, "POST", "/endpoints", appOnA, $"<endpoint><url>{listener.Url}</url></endpoint>");
        using var subscription = await SendAsync(
            a, "POST", "/users/joe/subscriptions", joe, Life.Subscription(1, "rita@a.example.com", "rita@b.example.com"));
        Assert.Equal(201, (int)subscription.StatusCode);
        await listener.NextAsync();
        using (await SendAsync(a, "GET", "/users/joe/presence/basic/subscriptions/1", joe))
        {
        }

        using var set = await SendAsync(b, "PUT", "/users/rita/presence/basic", rita, "<presence>BUSY</presence>");
        Assert.Equal(200, (int)set.StatusCode);
        await listener.NextAsync();
        using var fetch = await SendAsync(a, "GET", "/users/joe/presence/basic/subscriptions/1", joe);
        Assert.Contains("BUSY", await fetch.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_home_node_fails_its_sessions_are_gone_and_the_backup_takes_its_users()
    {
        await using var server = await TwoNodesAsync();
        var (a, b) = (At(server, 0), At(server, 1));
        var appOnA = await LogInAppAsync(a);
        using var login = await SendAsync(a, "POST", "/users/joe/sessions", appOnA);
        var joe = await Life.KeyAsync(login);
        var nodes = server.Services.GetRequiredService<INodes>();
        Assert.True(await nodes.SetAsync("a.example.com", up: false));
        Assert.False(await nodes.SetAsync("c.example.com", up: false));
        Assert.Equal([false, true], nodes.List().Values);

        await Assert.ThrowsAsync<HttpRequestException>(() => LogInAppAsync(a));
        using var backup = await SendAsync(b, "POST", "/users/joe/sessions", await LogInAppAsync(b));
        Assert.Equal(201, (int)backup.StatusCode);

        await nodes.SetAsync("a.example.com", up: true);
        using var old = await SendAsync(a, "GET", "/users/joe/presence/basic/contacts/rita@localhost", joe);
        Assert.Equal(401, (int)old.StatusCode);
    }

    [Fact]
    public async Task A_removed_person_is_logged_out_on_every_node()
    {
        await using var server = await TwoNodesAsync();
        var b = At(server, 1);
        using var login = await SendAsync(b, "POST", "/users/rita/sessions", await LogInAppAsync(b));
        var rita = await Life.KeyAsync(login);
        await server.Directory().RemovePersonAsync("rita");
        using var answer = await SendAsync(b, "GET", "/users/rita/presence/basic/contacts/joe@localhost", rita);
        Assert.Equal(401, (int)answer.StatusCode);
    }

    private static async Task<PwsTestServer> TwoNodesAsync()
    {
        var (first, second) = (new List<int>(), new List<int>());
        var server = await PwsTestServer.StartAsync(
            configure: o =>
            {
                o.Nodes = [new("a.example.com", first), new("b.example.com:9083", second)];
                o.Homes = new Dictionary<string, string> { ["joe"] = "a.example.com", ["rita"] = "b.example.com:9083" };
            },
            ports: 2);
        first.Add(server.Ports[0]);
        second.Add(server.Ports[1]);
        return server;
    }

    private static Uri At(PwsTestServer server, int node) => new($"http://127.0.0.1:{server.Ports[node]}");

    private static async Task<string> LogInAppAsync(Uri node)
    {
        using var answer = await SendAsync(node, "POST", "/users/app/sessions", null, "<session><password>secret</password></session>");
        return await Life.KeyAsync(answer);
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri node, string method, string path, string? key, string? body = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(node, "/presence-service" + path));
        request.Headers.TryAddWithoutValidation("Presence-Expiry", "3600");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Presence-Session-Key", key);
        }

        request.Content = body is null ? null : new StringContent(body);
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        return answer;
    }
}
