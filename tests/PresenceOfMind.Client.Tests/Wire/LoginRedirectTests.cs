using System.Net;
using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Client.Tests.Wire;

public sealed class LoginRedirectTests : IDisposable
{
    private readonly ScriptedHandler _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(false, "POST https://home.example:8443/presence-service/users/app/sessions ")]
    [InlineData(true, "PUT https://home.example:8443/presence-service/users/app/session ")]
    public async Task A_login_goes_home_with_the_method_and_the_body_that_it_wants(bool force, string asked)
    {
        _server
            .Then(
                HttpStatusCode.TemporaryRedirect,
                "<session><redirect primaryServer='home.example:8443'/></session>",
                "https://home.example:8443/presence-service/users/app/session")
            .Then(HttpStatusCode.Created, "<session><sessionKey>k</sessionKey></session>");
        var session = await _server.Client().LogInAsync("app", "secret", force, Ct);
        Assert.StartsWith(asked, _server.Asked[1], StringComparison.Ordinal);
        Assert.EndsWith("<session><password>secret</password></session>", _server.Asked[1], StringComparison.Ordinal);
        Assert.Equal(new Uri("https://home.example:8443/presence-service"), session.Server);
    }

    [Theory]
    [InlineData(
        "http://a.example:8082",
        "https://home.example/presence-service/users/app/session",
        null,
        "https://home.example:8083/presence-service")]
    [InlineData(
        "http://a.example:8082",
        "https://home.example:443/presence-service/users/app/session",
        null,
        "https://home.example/presence-service")]
    [InlineData("http://a.example:8082", null, "home.example", "http://home.example:8082/presence-service")]
    [InlineData("http://a.example:8082", null, "home.example:9083", "https://home.example:9083/presence-service")]
    [InlineData("http://a.example:8082", null, "[::1]:9083", "https://[::1]:9083/presence-service")]
    [InlineData("http://a.example:8082", null, "[::1]", "http://[::1]:8082/presence-service")]
    [InlineData("http://a.example:8082", null, "home.example:8082", "http://home.example:8082/presence-service")]
    [InlineData("https://a.example:8083", null, "home.example:8082", "https://home.example:8082/presence-service")]
    [InlineData("https://a.example:8083", null, "home.example:9083", "https://home.example:9083/presence-service")]
    [InlineData("https://a.example:8083", "http://home.example:8082/presence-service", null, null)]
    [InlineData("https://a.example:8083", "file:///etc/passwd", null, null)]
    [InlineData("https://a.example:8083", null, null, null)]
    public void The_way_home_is_Location_or_the_bodys_and_never_leaves_https(string from, string? location, string? primary, string? home)
    {
        var redirect = primary is null ? null : new SessionRedirect(primary, null);
        Assert.Equal(home, LoginRedirect.Next(new Uri(from), location, redirect)?.AbsoluteUri);
    }

    [Fact]
    public async Task An_end_user_who_is_at_home_elsewhere_is_logged_in_there_with_an_application_user_of_that_node()
    {
        const string Session = "<session backupServer='c.example'><sessionKey>{0}</sessionKey></session>";
        _server.Then(HttpStatusCode.Created, "<session><sessionKey>appAtA</sessionKey></session>")
            .Then(HttpStatusCode.TemporaryRedirect, "", "http://b.example/presence-service/users/joe/session")
            .Then(HttpStatusCode.Created, "<session><sessionKey>appAtB</sessionKey></session>")
            .Then(HttpStatusCode.Created, Session.Replace("{0}", "joeAtB", StringComparison.Ordinal));
        var login = await _server.Client("http://a.example:8082").LogInBothAsync("app", "secret", "joe", cancellationToken: Ct);
        Assert.StartsWith("POST http://b.example:8082/presence-service/users/app/sessions ", _server.Asked[2], StringComparison.Ordinal);
        Assert.Contains("users/joe/sessions Presence-Session-Key=appAtB", _server.Asked[3], StringComparison.Ordinal);
        Assert.Equal(("appAtB", "joeAtB", "c.example"), (login.App.Key, login.User.Key, login.User.BackupServer));
        Assert.Equal(new Uri("http://b.example:8082/presence-service"), login.User.Server);
    }

    [Fact]
    public async Task An_end_user_alone_is_not_logged_in_elsewhere()
    {
        _server.Then(HttpStatusCode.TemporaryRedirect, "", "http://b.example/presence-service/users/joe/session");
        var app = new AppSession { Server = new Uri("http://a.example:8082/presence-service"), User = "app", Key = "k" };
        var elsewhere = await Assert.ThrowsAsync<PwsRedirectException>(
            () => _server.Client().LogInEndUserAsync(app, "joe", cancellationToken: Ct));
        Assert.Equal(new Uri("http://b.example:8082/presence-service"), elsewhere.Home);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        for (var i = 0; i < 9; i++)
        {
            _server.Then(HttpStatusCode.TemporaryRedirect, "", "http://b.example:8082/presence-service/users/app/session");
        }

        await Assert.ThrowsAsync<PwsTransportException>(() => _server.Client().LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Equal(4, _server.Asked.Count);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
