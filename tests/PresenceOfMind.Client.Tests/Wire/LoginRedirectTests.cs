using System.Net;
using PresenceOfMind.Protocol;

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
        _server.Then(HttpStatusCode.TemporaryRedirect, "<session><redirect primaryServer='home.example:8443'/></session>", "https://home.example:8443/presence-service/users/app/session")
            .Then(HttpStatusCode.Created, "<session><sessionKey>k</sessionKey></session>");
        var session = await _server.Client().LogInAsync("app", "secret", force, Ct);
        Assert.StartsWith(asked, _server.Asked[1], StringComparison.Ordinal);
        Assert.EndsWith("<session><password>secret</password></session>", _server.Asked[1], StringComparison.Ordinal);
        Assert.Equal(new Uri("https://home.example:8443/presence-service"), session.Server);
    }

    [Theory]
    [InlineData("http://a.example:8082", "https://home.example/presence-service/users/app/session", null, "https://home.example:8083/presence-service")]
    [InlineData("http://a.example:8082", "https://home.example:443/presence-service/users/app/session", null, "https://home.example/presence-service")]
    [InlineData("http://a.example:8082", null, "home.example", "http://home.example:8082/presence-service")]
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
    public async Task A_circle_of_redirects_ends()
    {
        for (var i = 0; i < 9; i++)
        {
            _server.Then(HttpStatusCode.TemporaryRedirect, "", "http://b.example:8082/presence-service/users/app/session");
        }

        await Assert.ThrowsAsync<PwsTransportException>(() => _server.Client().LogInAsync("app", "secret", ct: Ct));
        Assert.Equal(4, _server.Asked.Count);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
