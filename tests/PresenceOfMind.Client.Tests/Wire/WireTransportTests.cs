using System.Net;
using System.Net.Sockets;
using System.Text;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>Requests as they stand on the wire, and servers that fail below HTTP.</summary>
public sealed class WireTransportTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WireTransportTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Requests_tell_their_length_and_are_never_chunked()
    {
        using var client = Client();
        var login = client.LogInAsync("app", "secret", cancellationToken: Ct);
        var request = await AnswerAsync("HTTP/1.1 201 Created\r\nContent-Length: 46\r\n\r\n<session><sessionKey>k</sessionKey></session> ");
        Assert.Equal("k", (await login).Key);
        Assert.StartsWith("POST /presence-service/users/app/sessions HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 46\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_login_without_a_body_tells_its_length_too()
    {
        using var client = Client();
        var session = new AppSession { Server = Address, User = "app", Key = "key" };
        var login = client.LogInEndUserAsync(session with { Server = new Uri(Address, "/presence-service") }, "joe", cancellationToken: Ct);
        var request = await AnswerAsync("HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n<session><sessionKey>k</sessionKey></session>");
        Assert.Equal("k", (await login).Key);
        Assert.Contains("Content-Length: 0\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        using var client = Client(TimeSpan.FromMilliseconds(200));
        var failed = await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Equal(
            $"{Address.GetLeftPart(UriPartial.Authority)} did not answer within 0.2 s; "
                + "check that the service is alive (POST /users/app/sessions).",
            failed.Message);
    }

    [Fact]
    public async Task A_server_that_breaks_off_is_said()
    {
        using var client = Client();
        var login = client.LogInAsync("app", "secret", cancellationToken: Ct);
        await AnswerAsync("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n<session>");
        var failed = await Assert.ThrowsAsync<PwsTransportException>(() => login);
        Assert.Contains("broke off its answer", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_speaks_no_HTTPS_is_not_taken_for_one_with_a_wrong_certificate()
    {
        using var client = new PwsClient(
            new PwsClientOptions { Server = new UriBuilder(Address) { Scheme = "https" }.Uri, Timeout = Eventually.Bound });
        var login = client.LogInAsync("app", "secret", cancellationToken: Ct);
        using (var socket = await _listener.AcceptSocketAsync(Ct))
        {
            await socket.ReceiveAsync(new byte[1], Ct);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Ct);
            var failed = await Assert.ThrowsAsync<PwsTransportException>(() => login);
            Assert.Contains("cannot be reached by HTTPS; check that its port is one for HTTPS", failed.Message, StringComparison.Ordinal);
            Assert.False(failed.IsUntrusted);
        }
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_said()
    {
        using var client = Client();
        _listener.Stop();
        var failed = await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
        Assert.Contains("cannot be reached (ConnectionRefused)", failed.Message, StringComparison.Ordinal);
    }

    private Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    private PwsClient Client(TimeSpan? timeout = null) =>
        new(new PwsClientOptions { Server = Address, Timeout = timeout ?? Eventually.Bound });

    private async Task<string> AnswerAsync(string answer)
    {
        using var connection = await _listener.AcceptTcpClientAsync(Ct);
        var stream = connection.GetStream();
        var buffer = new byte[4096];
        var request = "";
        while (!request.Contains("\r\n\r\n", StringComparison.Ordinal)
            || (request.Contains("Content-Length: 46", StringComparison.Ordinal)
                && !request.EndsWith("</session>", StringComparison.Ordinal)))
        {
            request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Ct));
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), Ct);
        return request;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
