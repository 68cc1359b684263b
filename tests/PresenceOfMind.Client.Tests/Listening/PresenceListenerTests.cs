using System.Net;
using System.Net.Sockets;
using System.Text;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.Client.Tests.Listening;

public sealed class PresenceListenerTests : IAsyncDisposable
{
    private readonly PresenceListener _listener = PresenceListener.Start(Options());
    private readonly List<int> _got = [];
    private readonly string _segment;

    public PresenceListenerTests() => _segment = _listener.Hub.Register(id =>
    {
        lock (_got)
        {
            _got.Add(id);
        }
    });

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    [Fact]
    public async Task Callbacks_on_one_connection_reach_their_watcher_and_are_answered_with_nothing()
    {
        using var http = new HttpClient();
        for (var id = 1; id <= 3; id++)
        {
            using var answer = await http.GetAsync(
                new Uri($"{_listener.CallbackUrl("127.0.0.1")}/{_segment}?id={id}&eventType=PRESENCE_NOTIFICATION"),
                Ct);
            Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        }

        Assert.Equal([1, 2, 3], _got);
    }

    [Fact]
    public async Task It_ends_quietly_while_somebody_connects()
    {
        for (var i = 0; i < 200; i++)
        {
            var listener = PresenceListener.Start(Options());
            using var client = new TcpClient();
            var connecting = client.ConnectAsync(IPAddress.Loopback, listener.Port, Ct).AsTask();
            await Task.Run(async () => await listener.DisposeAsync(), Ct);
            Assert.True(await Record.ExceptionAsync(() => connecting) is null or SocketException);
        }
    }

    [Theory]
    [InlineData("GET /pws/{0} HTTP/1.1", "200")]
    [InlineData("GET /pws/{0}?id=x HTTP/1.1", "200")]
    [InlineData("GET /pws/{0}?id=1&id=2 HTTP/1.1", "200")]
    [InlineData("GET /pws/{0}?id=99999999999999999999 HTTP/1.1", "200")]
    [InlineData("GET /pws/0123456789abcdef0123456789abcdef?id=1 HTTP/1.1", "200")]
    [InlineData("GET /pws/{0}/more?id=1 HTTP/1.1", "404")]
    [InlineData("GET /pwsx/{0}?id=1 HTTP/1.1", "404")]
    [InlineData("GET / HTTP/1.1", "404")]
    [InlineData("POST /pws/{0}?id=1 HTTP/1.1", "405")]
    [InlineData("GET /pws/{0}?id=1", "400")]
    [InlineData("GET HTTP/1.1", "400")]
    [InlineData("hello", "400")]
    public async Task What_is_no_callback_is_answered_and_ignored(string line, string status)
    {
        var answer = await SayAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, line, _segment) + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Empty(_got);
    }

    [Theory]
    [InlineData("HTTP/1.0", "Host: x")]
    [InlineData("HTTP/1.1", "connection:  Close ")]
    [InlineData("HTTP/1.1", "Content-Length: 4")]
    [InlineData("HTTP/1.1", "Transfer-Encoding: chunked")]
    public async Task A_connection_ends_where_the_caller_wants_it_or_a_body_follows(string version, string header)
    {
        var answer = await SayAsync($"GET /pws/{_segment}?id=7 {version}\r\n{header}\r\n\r\n");
        Assert.EndsWith("Connection: close\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal([7], _got);
    }

    [Fact]
    public async Task A_request_in_pieces_is_read_and_two_in_one_piece_are_both()
    {
        using var socket = await ConnectAsync(_listener);
        foreach (var piece in new[]
        {
            "GET /pws/",
            _segment,
            "?id=1 HTTP/1.1\r\n",
            "\r",
            $"\nGET /pws/{_segment}?id=2 HTTP/1.1\r\nConnection: close\r\n\r\n",
        })
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(piece), Ct);
            await Task.Delay(5, Ct);
        }

        Assert.Equal(2, (await ReadAsync(socket)).Split("200 OK").Length - 1);
        Assert.Equal([1, 2], _got);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused()
    {
        var answer = await SayAsync("GET /pws/x HTTP/1.1\r\nX: " + new string('x', 300));
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_says_nothing_is_left_alone_after_a_while()
    {
        await using var listener = PresenceListener.Start(Options() with { Timeout = TimeSpan.FromMilliseconds(100) });
        using var socket = await ConnectAsync(listener);
        Assert.Equal("", await ReadAsync(socket));
    }

    [Fact]
    public async Task More_connections_than_there_may_be_are_closed_and_there_is_room_again_afterwards()
    {
        await using var listener = PresenceListener.Start(Options() with { MaxConnections = 1 });
        using (var first = await ConnectAsync(listener))
        {
            await first.SendAsync("GET "u8.ToArray(), Ct);
            using var second = await ConnectAsync(listener);
            Assert.Equal("", await ReadAsync(second));
        }

        for (var answer = ""; !answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal);)
        {
            using var third = await ConnectAsync(listener);
            try
            {
                await third.SendAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray(), Ct);
                answer = await ReadAsync(third);
            }
            catch (SocketException)
            {
                // Closed before it was written to: still full.
            }
        }
    }

    [Fact]
    public void A_port_that_somebody_has_is_refused_in_one_line()
    {
        var refused = Assert.Throws<IOException>(() => PresenceListener.Start(Options() with { Port = _listener.Port }));
        Assert.StartsWith($"Cannot listen at port {_listener.Port} of 127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            "The setting Path is 'pws'; it takes a path with a slash in front, without query.",
            Assert.Throws<ArgumentException>(() => PresenceListener.Start(Options() with { Path = "pws" })).Message);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PresenceListenerOptions Options() => new() { Port = 0, Address = IPAddress.Loopback, MaxRequestBytes = 256 };

    private static async Task<Socket> ConnectAsync(PresenceListener listener)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, listener.Port, Ct);
        return socket;
    }

    private async Task<string> SayAsync(string request)
    {
        using var socket = await ConnectAsync(_listener);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), Ct);
        return await ReadAsync(socket);
    }

    // A connection that is reset says nothing more either.
    private static async Task<string> ReadAsync(Socket socket)
    {
        var answer = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, Ct) is var read and > 0)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // It was.
        }

        return answer.ToString();
    }
}
