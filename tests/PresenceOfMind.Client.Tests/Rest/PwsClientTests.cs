using System.Net;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Tests.Wire;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Rest;

public sealed class PwsClientTests : IDisposable
{
    private const string Base = "http://pws.example:8082/presence-service";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ScriptedHandler _server = new();
    private readonly AppSession _app = new() { Server = new Uri(Base), User = "app", Key = "app-key" };
    private readonly EndUserSession _joe = new() { Server = new Uri(Base), User = "joe", Key = "joe-key" };

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("http://pws.example:8082")]
    [InlineData("http://pws.example:8082/")]
    [InlineData("http://pws.example:8082/presence-service")]
    [InlineData("http://pws.example:8082/presence-service/")]
    public async Task An_application_user_logs_in_with_a_password(string address)
    {
        _server.Then(HttpStatusCode.Created, "<session backupServer='b'><sessionKey> k1 </sessionKey></session>");
        var session = await _server.Client(address).LogInAsync("app", "se<cret", cancellationToken: Ct);
        Assert.Equal(new AppSession { Server = new Uri(Base), User = "app", Key = "k1", BackupServer = "b" }, session);
        const string Body = "<session><password>se&lt;cret</password></session>";
        Assert.Equal($"POST {Base}/users/app/sessions {Body.Length} text/xml; charset=utf-8 {Body}", Assert.Single(_server.Asked));
        Assert.DoesNotContain("k1", session.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_user_logs_in_by_the_key_of_the_application_user_and_by_force_with_another_method()
    {
        _server.Then(HttpStatusCode.OK, "<session><sessionKey>k</sessionKey></session>").Then(
            HttpStatusCode.Created,
            "<session><sessionKey>k</sessionKey></session>");
        await _server.Client().LogInEndUserAsync(_app, "joe", cancellationToken: Ct);
        await _server.Client().LogInEndUserAsync(_app, "joe", force: true, Ct);
        Assert.Equal(
            [$"POST {Base}/users/joe/sessions Presence-Session-Key=app-key", $"PUT {Base}/users/joe/session Presence-Session-Key=app-key"],
            _server.Asked);
    }

    [Fact]
    public async Task Ids_are_what_stands_at_the_end_of_Location()
    {
        _server.Then(HttpStatusCode.Created, location: $"{Base}/endpoints/12").Then(
            HttpStatusCode.OK,
            location: "/presence-service/users/joe/subscriptions/3/");
        Assert.Equal(12, await _server.Client().RegisterEndpointAsync(_app, new Uri("http://here:8080/pws/x"), Hour, Ct));
        Assert.Equal(3, await _server.Client().SubscribeAsync(_joe, 12, ["a@x.example"], Hour, Ct));
        Assert.Contains("Presence-Expiry=3600", _server.Asked[0], StringComparison.Ordinal);
        Assert.EndsWith("<endpoint><url>http://here:8080/pws/x</url></endpoint>", _server.Asked[0], StringComparison.Ordinal);
        Assert.Contains("<contact contactURI=\"a@x.example\"", _server.Asked[1], StringComparison.Ordinal);
        Assert.Contains("<endPointID>12</endPointID>", _server.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_operation_has_its_path_and_headers()
    {
        for (var i = 0; i < 7; i++)
        {
            _server.Then(HttpStatusCode.OK);
        }

        var client = _server.Client();
        await client.RefreshEndpointAsync(_app, 1, Hour, Ct);
        await client.UnregisterEndpointAsync(_app, 1, Ct);
        await client.RefreshSubscriptionAsync(_joe, 2, Hour, Ct);
        await client.RemoveContactsAsync(_joe, 2, ["a@x.example", "b c@x.example"], Ct);
        await client.UnsubscribeAsync(_joe, 2, Ct);
        await client.SetPresenceAsync(_joe, PresenceState.Dnd, Hour, overriding: true, Ct);
        await client.LogOutAsync(_joe, Ct);
        Assert.Equal(
        [
            $"PUT {Base}/endpoints/1 Presence-Session-Key=app-key Presence-Expiry=3600",
            $"DELETE {Base}/endpoints/1 Presence-Session-Key=app-key",
            $"PUT {Base}/users/joe/subscriptions/2 Presence-Session-Key=joe-key Presence-Expiry=3600",
            $"DELETE {Base}/users/joe/subscriptions/2/contacts/a@x.example;b%20c@x.example Presence-Session-Key=joe-key",
            $"DELETE {Base}/users/joe/subscriptions/2 Presence-Session-Key=joe-key",
            $"PUT {Base}/users/joe/presence/basic Presence-Session-Key=joe-key Presence-Expiry=3600 Presence-Override=true 24 text/xml; "
                + "charset=utf-8 <presence>DND</presence>",
            $"DELETE {Base}/users/joe/session Presence-Session-Key=joe-key",
        ], _server.Asked);
    }

    [Fact]
    public async Task Presence_is_read_in_whatever_shape_it_comes()
    {
        _server.Then(
            HttpStatusCode.OK,
            "<x:list xmlns:x='urn:y'><x:a><x:contact presenceStatus='BUSY' contactURI=' joe@x.example '/></x:a></x:list>");
        Assert.Equal(
            [new ContactPresence { ContactUri = "joe@x.example", State = PresenceState.Busy }],
            await _server.Client().GetSubscribedPresenceAsync(_joe, 1, Ct));
        Assert.StartsWith($"GET {Base}/users/joe/presence/basic/subscriptions/1 ", _server.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_thousand_contacts_stand_in_one_request_line()
    {
        _server.Then(HttpStatusCode.OK, "<presenceList/>");
        string[] many = [.. Enumerable.Range(0, 5000).Select(i => $"person.number.{i}@presence.of.mind.example.com")];
        Assert.Empty(await _server.Client().GetPresenceAsync(_joe, many, Ct));
        Assert.Contains(string.Join(';', many), _server.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_body_becomes_its_code()
    {
        _server.Then(HttpStatusCode.Conflict, "<error><code>160</code><message>joe is at work elsewhere</message><fix>f</fix></error>");
        var refused = await Assert.ThrowsAsync<PwsException>(() => _server.Client().LogInEndUserAsync(_app, "joe", cancellationToken: Ct));
        Assert.Equal((PwsErrorCode.AlreadyLoggedIn, "joe is at work elsewhere"), (refused.Code, refused.Message));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, "<html>bad</html>")]
    [InlineData(HttpStatusCode.NotFound, "Not found")]
    [InlineData(HttpStatusCode.OK, "<html><body>Welcome</html>")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "<!DOCTYPE x [<!ENTITY a 'b'>]><session><sessionKey>&a;</sessionKey></session>")]
    public async Task What_no_such_service_answers_is_said_with_address_and_status(HttpStatusCode status, string body)
    {
        _server.Then(status, body);
        var failed = await Assert.ThrowsAsync<PwsTransportException>(
            () => _server.Client().LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Equal((int)status, failed.HttpStatus);
        Assert.StartsWith($"http://pws.example:8082 answered HTTP {(int)status}", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Message);
        Assert.DoesNotContain("secret", failed.Message, StringComparison.Ordinal);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task An_answer_without_an_id_is_no_success()
    {
        _server.Then(HttpStatusCode.Created, location: "/nowhere");
        var failed = await Assert.ThrowsAsync<PwsTransportException>(
            () => _server.Client().RegisterEndpointAsync(_app, new Uri("http://here/"), Hour, Ct));
        Assert.Contains("'/nowhere'", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read()
    {
        _server.Then(HttpStatusCode.OK, new string(' ', 5000));
        var failed = await Assert.ThrowsAsync<PwsTransportException>(
            () => _server.Client(maxAnswer: 4096).GetSubscribedPresenceAsync(_joe, 1, Ct));
        Assert.Contains("MaxAnswerBytes", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_request_is_not_repeated()
    {
        _server.ThenThrow(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        await Assert.ThrowsAsync<PwsTransportException>(
            () => _server.Client().RegisterEndpointAsync(_app, new Uri("http://here/"), Hour, Ct));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.Client().LogOutAsync(_joe, cancelled.Token));
    }

    [Theory]
    [InlineData("ftp://x", "The setting Server is 'ftp://x/'; it takes an absolute http or https address.")]
    [InlineData("presence", "The setting Server is 'presence'; it takes an absolute http or https address.")]
    public void A_wrong_setting_is_named_with_what_it_takes(string server, string message)
    {
        var options = new PwsClientOptions { Server = new Uri(server, UriKind.RelativeOrAbsolute) };
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new PwsClient(options)).Message);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
